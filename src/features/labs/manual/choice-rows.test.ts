import { describe, expect, test } from "vitest";
import type { Offers } from "@/domain/simulator/manual/offers";
import { choiceOfKey, rowGroups } from "./choice-rows";

const message = (number: number, from: string, to: string) => ({ number, from, to, body: { type: "vote", term: number } });
const offers: Offers = {
  messages: [
    { message: message(4, "n1", "n2"), copy: 1, dueAtUs: 12_000, waitsForItsTurn: false },
    { message: message(4, "n1", "n2"), copy: 2, dueAtUs: null, waitsForItsTurn: false },
    { message: message(5, "n2", "n1"), copy: 1, dueAtUs: 1_000, waitsForItsTurn: true },
  ],
  timers: [{ node: "n1", kind: "timer", name: "election", dueAtUs: 150_000, waitsForItsTurn: false }],
  nodes: [
    { node: "n1", isUp: true, isPaused: false, unsyncedWrites: 9, isSyncing: true },
    { node: "n2", isUp: false, isPaused: false, unsyncedWrites: 0, isSyncing: false },
  ],
  operations: [{ operation: 3, client: "c1", node: "n1", f: "write", value: 7 }],
  waiting: [],
  planned: { what: "crash", node: "n2", atUs: 500_000 },
};
const groups = rowGroups(offers, 2_000);
const rowOf = (id: string) => groups.flatMap(({ rows }) => rows).find((row) => row.id === id) ?? null;

describe("what may happen next", () => {
  test("is told by link, node, client, plan, and by itself", () => {
    expect(groups.map(({ title, rows }) => [title, rows.map(({ says, aside }) => `${says} | ${aside}`)])).toEqual([
      ["n1 → n2", ["vote 4 | in 10 ms", "vote 4, copy 2 | lost by itself"]],
      ["n2 → n1", ["vote 5 | after the one before it"]],
      ["n1", ["fsync | the disk is at work", "timer “election” | in 148 ms", "crash | 9 unsynced writes lost", "crash | the first 1 of 9 unsynced writes kept", "crash | the first 2 of 9 unsynced writes kept", "crash | 9 unsynced writes kept"]],
      ["n2, down", ["restart | "]],
      ["Clients", ["c1 asks n1: write 7 | "]],
      ["Next planned fault", ["a crash of n2 | in 498 ms"]],
      ["By itself from here on", ["the next event | ", "20 events | ", "to the end of the run | "]],
    ]);
  });

  test("has one name for each row", () => {
    const ids = groups.flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("letters do what the row offers, or crash and restart its node", () => {
    const at = rowOf("message 4.2");
    expect(choiceOfKey("Enter", groups, at)).toEqual({ kind: "deliver", message: 4, copy: 2 });
    expect(choiceOfKey("D", groups, at)).toEqual({ kind: "drop", message: 4, copy: 2 });
    expect(choiceOfKey("L", groups, rowOf("timer n1 timer election 0"))).toBeNull();
    // The receiver is down already.
    expect(choiceOfKey("X", groups, at)).toBeNull();
    expect(choiceOfKey("X", groups, rowOf("sync n1"))).toEqual({ kind: "crash", node: "n1", keeps: 0 });
    expect(choiceOfKey("R", groups, rowOf("sync n1"))).toEqual({ kind: "restart", node: "n2" });
    expect(choiceOfKey("N", groups, null)).toEqual({ kind: "run", events: 1 });
    expect(choiceOfKey("G", groups, at)).toEqual({ kind: "finish" });
    expect(choiceOfKey("Enter", groups, null)).toBeNull();
  });
});
