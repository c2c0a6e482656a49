import { describe, expect, test } from "vitest";
import { drawHistory, operationsOrThrow, spoil, type DrawnObject } from "../../../../tests/support/object-histories";
import { random } from "../../kernel/seeded-random";
import type { Json } from "../../simulator/message";
import type { HistoryEvent, Operation } from "../history/operations";
import { checkCounter } from "./counter";
import { checkFencing } from "./fencing";
import { checkFinalSet } from "./final-set";
import { checkTotalQueue } from "./total-queue";

const event = (process: number, type: HistoryEvent["type"], f: string, value: Json = null): HistoryEvent => ({ process, type, f, value });
const done = (process: number, f: string, value: Json, result: Json = value): HistoryEvent[] => [event(process, "invoke", f, value), event(process, "ok", f, result)];
const read = (result: Json): HistoryEvent[] => done(9, "read", null, result);

describe("a counter", () => {
  const check = (...events: HistoryEvent[]) => checkCounter(operationsOrThrow(events));

  test("must show at least what was acknowledged before, and at most what was asked for", () => {
    expect(check(...done(0, "add", 2), ...read(2)).verdict).toBe("valid");
    expect(check(...done(0, "add", 2), ...read(1))).toMatchObject({ verdict: "invalid", faults: [{ read: 1, value: 1, lowest: 2, highest: 2, uncertain: [] }] });
    expect(check(event(0, "invoke", "add", 2), ...read(0), ...read(2), ...read(0)).verdict).toBe("valid");
    expect(check(event(0, "invoke", "add", 2), ...read(3))).toMatchObject({ faults: [{ lowest: 0, highest: 2, uncertain: [0] }] });
  });

  test("is looked at in the middle, not at the end alone", () => {
    expect(check(...done(0, "add", 1), ...read(0), ...done(0, "add", 1), ...read(2)).verdict).toBe("invalid");
  });

  test("an addition that failed counts for nothing, one that nobody answered from its invocation on", () => {
    expect(check(event(0, "invoke", "add", 5), event(0, "fail", "add", 5), ...read(5)).verdict).toBe("invalid");
    expect(check(...read(5), event(0, "invoke", "add", 5), event(0, "info", "add", 5)).verdict).toBe("invalid");
    expect(check(event(0, "invoke", "add", 5), event(0, "info", "add", 5), ...read(5)).verdict).toBe("valid");
  });

  test("may go down", () => {
    expect(check(...done(0, "add", 3), event(1, "invoke", "add", -2), ...read(1), ...read(3)).verdict).toBe("valid");
    expect(check(...done(0, "add", 3), ...done(1, "add", -2), ...read(3))).toMatchObject({ faults: [{ lowest: 1, highest: 1 }] });
  });

  test("what is no number is out of all bounds; without reads nothing is known", () => {
    expect(check(...read("many")).verdict).toBe("invalid");
    expect(check(...done(0, "add", 3)).verdict).toBe("unknown");
  });

  test("drawn: the bounds are those of the definition", () => {
    const counter: DrawnObject<number> = {
      initial: 0,
      answering: ["read"],
      draw: (chance) => (chance.index(2) === 0 ? { f: "read", value: null } : { f: "add", value: chance.index(7) - 2 }),
      apply: (state, { f, value }) => (f === "read" ? { state, result: state } : { state: state + Number(value), result: value }),
    };
    let faults = 0;
    for (let seed = 0; seed < 500; seed += 1) {
      const chance = random(seed, "counter");
      const drawn = drawHistory(counter, chance, { processes: 3, operations: 12, crashes: 0.2 });
      expect(checkCounter(operationsOrThrow(drawn)).verdict).not.toBe("invalid");
      const operations = operationsOrThrow(spoil(drawn, counter, chance));
      const expected = operations.filter((one) => one.f === "read" && one.type === "ok").filter((one) => {
        const sum = (some: readonly Operation[]) => some.reduce((total, { value }) => total + Number(value), 0);
        const adds = operations.filter(({ f, type }) => f === "add" && type !== "fail");
        const certain = adds.filter(({ type, completed }) => type === "ok" && (completed ?? Infinity) < one.invoked);
        const possible = adds.filter((add) => !certain.includes(add) && add.invoked < (one.completed ?? 0));
        const [low, high] = [possible.filter(({ value }) => Number(value) < 0), possible.filter(({ value }) => Number(value) > 0)];
        return Number(one.result) < sum([...certain, ...low]) || Number(one.result) > sum([...certain, ...high]);
      });
      faults += expected.length;
      expect(checkCounter(operations).faults.map(({ read: index }) => index).sort()).toEqual(expected.map(({ index }) => index).sort());
    }
    expect(faults).toBeGreaterThan(50);
  });
});

describe("a set with a final read", () => {
  const check = (...events: HistoryEvent[]) => checkFinalSet(operationsOrThrow(events));

  test("the last read decides", () => {
    expect(check(...done(0, "add", 1), ...read([]), ...read([1]))).toMatchObject({ verdict: "valid", acknowledged: 1 });
    expect(check(...done(0, "add", 1), ...read([1]), ...read([]))).toMatchObject({ verdict: "invalid", lost: [0], read: 2 });
    expect(check(...done(0, "add", 1)).verdict).toBe("unknown");
  });

  test("what nobody added is unexpected, what nobody acknowledged is recovered", () => {
    expect(check(...done(0, "add", 1), ...read([1, 2]))).toMatchObject({ verdict: "invalid", unexpected: [2] });
    expect(check(event(0, "invoke", "add", 1), event(0, "info", "add", 1), ...read([1]))).toMatchObject({ verdict: "valid", recovered: [1] });
  });

  test("what was added beside the read, or after it, need not be in it", () => {
    expect(check(event(9, "invoke", "read"), ...done(0, "add", 1), event(9, "ok", "read", []), ...done(0, "add", 2)).verdict).toBe("valid");
  });
});

describe("a queue that is drained", () => {
  const check = (...events: HistoryEvent[]) => checkTotalQueue(operationsOrThrow(events));

  test("gives everything back, in any order", () => {
    expect(check(...done(0, "enqueue", 1), ...done(0, "enqueue", 2), ...done(1, "dequeue", null, 2), ...done(1, "drain", null, [1])).verdict).toBe("valid");
    expect(check(...done(0, "enqueue", 1), ...done(1, "drain", null, []))).toMatchObject({ verdict: "invalid", lost: [1] });
    expect(check(...done(0, "enqueue", 1), ...done(1, "dequeue", null, 7))).toMatchObject({ verdict: "invalid", unexpected: [7] });
    expect(check().verdict).toBe("unknown");
  });

  test("may give something twice, or what was never acknowledged", () => {
    expect(check(...done(0, "enqueue", 1), ...done(1, "drain", null, [1, 1]))).toMatchObject({ verdict: "valid", duplicated: [1] });
    expect(check(event(0, "invoke", "enqueue", 1), ...done(1, "drain", null, [1]))).toMatchObject({ verdict: "valid", recovered: [1] });
  });
});

describe("fencing tokens", () => {
  const check = (...events: HistoryEvent[]) => checkFencing(operationsOrThrow(events), { acquire: "acquire", tokenOf: ({ value }) => (typeof value === "number" ? value : null) });

  test("grow from grant to grant", () => {
    expect(check(...done(0, "acquire", null, 1), ...done(1, "acquire", null, 2)).verdict).toBe("valid");
    expect(check(...done(0, "acquire", null, 2), ...done(1, "acquire", null, 2))).toMatchObject({ verdict: "invalid", faults: [{ reason: "token-not-greater", earlier: 0, later: 1 }] });
    expect(check(event(0, "invoke", "acquire"), ...done(1, "acquire", null, 2), event(0, "ok", "acquire", 1)).verdict).toBe("valid");
    expect(check().verdict).toBe("unknown");
  });

  test("keep out whoever thinks that he still has the lock", () => {
    const two = [...done(0, "acquire", null, 1), ...done(1, "acquire", null, 2), ...done(1, "write", 2)];
    expect(check(...two, event(0, "invoke", "write", 1), event(0, "fail", "write", 1)).verdict).toBe("valid");
    expect(check(...two, ...done(0, "write", 1))).toMatchObject({ verdict: "invalid", faults: [{ reason: "stale-work-taken", earlier: 2, later: 3 }] });
  });

  test("come from a grant", () => {
    expect(check(...done(0, "acquire", null, 1), ...done(0, "write", 3))).toMatchObject({ faults: [{ reason: "token-never-granted", later: 1 }] });
    expect(check(...done(0, "acquire", null, 1), event(1, "invoke", "acquire"), ...done(0, "write", 3)).verdict).toBe("valid");
    expect(check(...done(0, "acquire", null, 1), ...done(0, "write", 1), ...done(1, "acquire", null, 1)).faults.map(({ reason }) => reason)).toEqual(["token-not-greater"]);
  });

  test("belong to whom they were given, where processes keep their numbers", () => {
    const names = { acquire: "acquire", tokenOf: ({ value }: { value: Json }) => (typeof value === "number" ? value : null) };
    const borrowed = operationsOrThrow([...done(0, "acquire", null, 1), ...done(1, "write", 1)]);
    expect(checkFencing(borrowed, { ...names, byHolder: true })).toMatchObject({ verdict: "invalid", faults: [{ reason: "token-of-another", later: 1 }] });
    expect(checkFencing(borrowed, names).verdict).toBe("valid");
    expect(checkFencing(operationsOrThrow([...done(0, "acquire", null, 1), ...done(0, "write", 1)]), { ...names, byHolder: true }).verdict).toBe("valid");
  });
});
