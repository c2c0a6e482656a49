import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { RoomMember } from "@/domain/interviews/room-event";
import { NEW_ROOM } from "@/domain/interviews/room-state";
import { instant } from "@/domain/kernel/instant";
import { RoomHost } from "./room-host";

const SCRIPT = { phases: [{ name: "Clarify", ms: 60_000 }, { name: "Design", ms: 60_000 }], hints: [], followUps: [], facts: [], dimensions: 1 };
const HOST: RoomMember = { memberId: "otto", name: "Otto", role: "interviewer", isHost: true };
const CANDIDATE: RoomMember = { ...HOST, memberId: "mara", role: "candidate", isHost: false };
const T0 = 1_000_000;

let skewMs: number;
let dirtied: number;
let host: RoomHost;

beforeEach(() => {
  vi.useFakeTimers({ now: T0 });
  [skewMs, dirtied] = [0, 0];
  host = new RoomHost({ roomId: "room", home: 3 }, NEW_ROOM, SCRIPT, { clock: () => instant(Date.now() + skewMs), onDirty: () => (dirtied += 1) });
  host.meet("tab", 0);
});
afterEach(() => {
  host.close();
  vi.useRealTimers();
});

const say = (n: number, text = "Hello.") => host.ask("tab", CANDIDATE, n, { kind: "say", text });
const start = () => {
  host.meet("staff", 0);
  host.ask("staff", HOST, 1, { kind: "start" });
};
const kinds = () => host.takeBatch()?.append.events.map(({ event }) => event.kind);

describe("what waits to be written", () => {
  test("is handed out once, numbered behind what is in the log, with how far each tab has come", () => {
    say(1);
    host.ask("tab", CANDIDATE, 2, { kind: "start" });
    const batch = host.takeBatch();
    expect(batch?.append).toMatchObject({ roomId: "room", home: 3, after: 0, events: [{ seq: 1, by: "mara" }], lastDone: new Map([["tab", 2]]), wakeAt: null });
    expect(batch?.results.get("tab")).toEqual([{ n: 1, refused: null }, { n: 2, refused: "not-your-role" }]);
    expect(host.takeBatch()).toBeNull();
    expect(dirtied).toBeGreaterThan(0);
  });

  test("counts as written when it is, and not before", () => {
    say(1);
    const first = host.takeBatch();
    say(2);
    expect([host.written, host.state.head, host.meet("tab", 0)]).toEqual([0, 2, { taken: 2, done: 0 }]);
    if (first !== null) host.settle(first);
    expect([host.written, host.isIdle, host.meet("tab", 0)]).toEqual([1, false, { taken: 2, done: 1 }]);
    const second = host.takeBatch();
    expect(second?.append).toMatchObject({ after: 1, events: [{ seq: 2 }] });
    if (second !== null) host.settle(second);
    expect(host.isIdle).toBe(true);
  });
});

describe("the clock", () => {
  test("rings when a phase is over, also where the timer comes early", () => {
    skewMs = -5;
    start();
    expect(kinds()).toEqual(["started"]);
    skewMs = -40;
    vi.advanceTimersByTime(60_000);
    expect(kinds()).toBeUndefined();
    vi.advanceTimersByTime(100);
    expect(kinds()).toEqual(["phase-begun"]);
  });

  test("says when the room has to be woken", () => {
    start();
    expect(host.takeBatch()?.append.wakeAt).toBe(T0 + 60_000);
  });

  test("a command does not overtake a phase that was over", () => {
    start();
    host.takeBatch();
    vi.setSystemTime(T0 + 61_000);
    say(1);
    expect(host.takeBatch()?.append.events).toMatchObject([{ by: null, at: T0 + 60_000, event: { kind: "phase-begun" } }, { at: T0 + 61_000, event: { kind: "said" } }]);
  });

  test("[LG2] times in the log do not go back, where this machine's idea of the time does", () => {
    say(1);
    skewMs = -10_000;
    say(2);
    const [first, second] = host.takeBatch()?.append.events ?? [];
    expect(second?.at).toBe(first?.at);
  });
});
