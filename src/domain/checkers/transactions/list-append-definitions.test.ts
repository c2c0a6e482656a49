import { describe, expect, test } from "vitest";
import { compareLevels, definedLevels } from "../../../../tests/support/compare-transactions";
import { drawListHistory } from "../../../../tests/support/draw-transactions";
import { type DatabasePlan, eventsAt, eventsInTurn, eventsTogether, type Isolation, mixedInto, paired, runDatabase } from "../../../../tests/support/transaction-histories";
import { random } from "../../kernel/seeded-random";
import type { HistoryEvent } from "../history/operations";
import type { Anomaly } from "./anomalies";
import type { Level } from "./levels";
import { checkListAppend } from "./list-append";

const HISTORIES = 1_500;
const TIMEOUT_MS = 60_000;
const TRANSACTIONS_MAX = 4;

test(`${HISTORIES} histories have just the levels that hold by trying all orders`, () => {
  const holding = new Map<number, number>();
  for (let seed = 1; seed <= HISTORIES; seed += 1) {
    const events = drawListHistory(TRANSACTIONS_MAX, random(seed, "lists"));
    const compared = compareLevels(definedLevels(events, "lists"), checkListAppend(paired(events)));
    expect(compared.differences, `seed ${seed}: ${JSON.stringify(events)}`).toEqual([]);
    holding.set(compared.holding, (holding.get(compared.holding) ?? 0) + 1);
  }
  // A drawer whose histories are all right, or all wrong, would compare nothing.
  expect([...holding.keys()]).toEqual(expect.arrayContaining([0, 1, 2, 3, 4, 6]));
}, TIMEOUT_MS);

const PLAN: Omit<DatabasePlan, "isolation"> = { writes: "append", transactions: 120, processes: 5, keys: 3, microMax: 4, writesPerKeyMax: 24, abort: 0.05, crash: 0.03 };

describe("a database of a level is never said to be below it, and sooner or later to be no better", () => {
  test.each<[Isolation, Level, Level | null]>([
    ["strict-serializable", "strict-serializable", null],
    ["strong-session-serializable", "strong-session-serializable", "strong-snapshot-isolation"],
    ["serializable", "serializable", "strong-session-snapshot-isolation"],
    ["strong-snapshot-isolation", "strong-snapshot-isolation", "repeatable-read"],
    ["snapshot-isolation", "snapshot-isolation", "strong-session-snapshot-isolation"],
    ["read-committed", "read-committed", "cursor-stability"],
  ])("%s", (isolation, level, above) => {
    let isSeenBelow = false;
    for (let seed = 1; seed <= 12; seed += 1) {
      const operations = paired(runDatabase({ ...PLAN, isolation }, random(seed, isolation)));
      const result = checkListAppend(operations, { level });
      expect(result.verdict, `seed ${seed}: ${result.findings[0]?.says}`).toBe("valid");
      isSeenBelow ||= above !== null && checkListAppend(operations, { level: above }).verdict === "invalid";
    }
    expect(isSeenBelow).toBe(above !== null);
  });
});

const GUEST_PROCESS = 1_000;

describe("one anomaly among 120 sound transactions is always found", () => {
  test.each<[Anomaly, HistoryEvent[]]>([
    ["G0", eventsTogether("ax1 ay1", "ax2 ay2", "rx12 ry21")],
    ["G1c", eventsTogether("ax1 ry1", "ax2 ay1", "rx12")],
    ["G-single", eventsTogether("ax1 ay1", "rx ry1")],
    ["G-nonadjacent", eventsTogether("ax1", "ay1", "rx1 ry", "rx ry1")],
    ["G2-item", eventsTogether("rx ay1", "ry ax1")],
    ["G0-process", eventsInTurn("0: ax1", "0: ax2", "1: rx21")],
    ["G1c-process", eventsInTurn("0: rx1", "0: ax1")],
    ["G-single-process", eventsInTurn("0: ax1", "0: rx")],
    ["G-nonadjacent-process", eventsInTurn("0: ax1", "1: ay1", "0: ry", "1: rx")],
    ["G2-item-process", eventsInTurn("0: ax1", "0: ry", "1: ay1 rz", "2: az1 rx")],
    ["G0-realtime", eventsInTurn("0: ax1", "1: ax2", "2: rx21")],
    ["G1c-realtime", eventsInTurn("0: rx1", "1: ax1")],
    ["G-single-realtime", eventsInTurn("0: ax1", "1: rx")],
    ["G-nonadjacent-realtime", eventsAt([0, 10, "ax1"], [1, 11, "rx1 ry"], [2, 3, "ay1"], [4, 9, "rx"])],
    ["G2-item-realtime", eventsAt([0, 1, "ax1"], [2, 3, "ry"], [0, 4, "ay1 rx"])],
    ["G1a", eventsTogether("!ax1", "rx1")],
    ["G1b", eventsTogether("ax1 ax2", "rx1")],
    ["dirty-update", eventsTogether("!ax1", "ax2", "rx12")],
    ["lost-update", eventsTogether("rx ax1", "rx ax2")],
    ["duplicate-elements", eventsTogether("ax1", "rx11")],
    ["incompatible-order", eventsTogether("ax1", "ax2", "rx12", "rx2")],
    ["thin-air-read", eventsTogether("rx1")],
    ["future-read", eventsTogether("rx1 ax1")],
    ["internal", eventsTogether("rx ax1 rx21", "ax2")],
  ])("%s", (anomaly, guests) => {
    const strangers = guests.map((event) => ({ ...event, process: event.process + GUEST_PROCESS }));
    for (let seed = 1; seed <= 4; seed += 1) {
      const chance = random(seed, anomaly);
      const host = runDatabase({ ...PLAN, isolation: "strict-serializable" }, chance);
      const result = checkListAppend(paired(mixedInto(host, strangers, chance)));
      expect(result.verdict).toBe("invalid");
      expect(Object.keys(result.counts), `seed ${seed}`).toContain(anomaly);
    }
  });
});
