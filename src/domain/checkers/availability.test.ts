import { describe, expect, test } from "vitest";
import { type Drawn, historyOf } from "../../../tests/support/histories";
import { checkAvailability } from "./availability";
import { measureTraffic } from "./traffic";

const ask = (at: number, more: Partial<Drawn> = {}): Drawn => ({ f: "read", value: null, at, end: at + 1, ...more });
const unanswered: Drawn = { f: "read", value: null, at: 30 };

describe("availability", () => {
  const history = historyOf([ask(0), ask(10, { type: "info" }), ask(20, { type: "fail" }), unanswered]);

  test("every request that did not end well is named", () => {
    expect(checkAvailability(history, () => false)).toEqual({
      ...{ verdict: "invalid", asked: 4, answered: 1, excused: 0, okFraction: 0.25 },
      unanswered: [{ invoked: 2, completed: 3 }, { invoked: 4, completed: 5 }, { invoked: 6, completed: null }],
    });
  });

  test("what is excused neither counts for nor against", () => {
    expect(checkAvailability(history, ({ timeUs }) => timeUs >= 20)).toMatchObject({ verdict: "invalid", excused: 2, okFraction: 0.5 });
    expect(checkAvailability(history, () => true)).toMatchObject({ verdict: "valid", excused: 3, okFraction: 1, unanswered: [] });
    expect(checkAvailability(historyOf([unanswered]), () => true)).toMatchObject({ verdict: "unknown", okFraction: 1 });
    expect(checkAvailability([], () => true)).toMatchObject({ verdict: "unknown", asked: 0, okFraction: 1 });
  });
});

test("messages and bytes by operation: reads count, what sets the cluster up does not", () => {
  const counters = { serverMessages: 24, serverBytes: 1_200, clientMessages: 9, lost: 0, duplicated: 0, crashes: 0, deliveries: 0 };
  const history = historyOf([ask(0, { f: "topology" }), ask(1), ask(2, { f: "broadcast", value: 1 }), unanswered]);
  expect(measureTraffic(history, counters, ["read", "broadcast"])).toEqual({ operations: 3, msgsPerOp: 8, bytesPerOp: 400 });
  expect(measureTraffic([], counters, ["read"])).toEqual({ operations: 0, msgsPerOp: 0, bytesPerOp: 0 });
});
