import { describe, expect, test } from "vitest";
import { aKeyOfTexts, casRegister, fifoQueue, registers, uniqueRegister } from "../../../../tests/support/drawn-objects";
import { drawHistory, type DrawnObject, operationsOrThrow, spoil } from "../../../../tests/support/object-histories";
import { random } from "../../kernel/seeded-random";
import type { Json } from "../../simulator/message";
import type { HistoryEvent } from "../history/operations";
import { type Call, callsOf, NEVER } from "./call";
import { checkLinearizable, linearizability, objectModel, type ObjectName } from "./check-linearizable";
import { isLinearizable } from "./plain-search";
import { prefixUntil } from "./prefix";

const event = (process: number, type: HistoryEvent["type"], f: string, value: Json = null): HistoryEvent => ({ process, type, f, value });
const done = (process: number, f: string, value: Json, result: Json = value): HistoryEvent[] => [event(process, "invoke", f, value), event(process, "ok", f, result)];
const check = (events: readonly HistoryEvent[], object: ObjectName = "register", isKeyed = false) => checkLinearizable(operationsOrThrow(events), { object, isKeyed });

describe("evidence, by hand", () => {
  test("a stale read: the two writes before it leave no room, the others do not matter", () => {
    const history = [...done(0, "write", 1), ...done(1, "read", null, 1), ...done(0, "write", 2), ...done(2, "write", 3), ...done(1, "read", null, 2), ...done(0, "read", null, 3)];
    expect(check(history)).toEqual({
      verdict: "invalid",
      engine: "zones",
      steps: 0,
      evidence: { key: null, impossible: 4, forcing: [2, 3, 4], background: [], isMinimal: true, past: null, states: ["3"], prefix: { endsBefore: 9, completed: 4 } },
    });
  });

  test("a cas that succeeded on what was no longer there", () => {
    const history = [...done(0, "write", 1), ...done(0, "cas", [1, 2]), ...done(1, "cas", [1, 3])];
    expect(check(history)).toMatchObject({ verdict: "invalid", engine: "wgl", evidence: { impossible: 2, forcing: [1, 2], background: [0], states: ["2"] } });
  });

  test("of several keys only the wrong one is named", () => {
    const history = [...done(0, "write", ["x", 1]), ...done(0, "write", ["y", 1]), ...done(0, "read", ["x", null], ["x", 1]), ...done(0, "read", ["y", null], ["y", 2])];
    expect(check(history, "register", true)).toMatchObject({ verdict: "invalid", evidence: { key: "y", impossible: 3, forcing: [3], states: ["null"] } });
  });

  test("a queue that gave the second before the first", () => {
    const history = [...done(0, "enqueue", "a"), ...done(0, "enqueue", "b"), ...done(1, "dequeue", null, "b")];
    expect(check(history, "queue")).toMatchObject({ verdict: "invalid", evidence: { impossible: 2, forcing: [0, 1, 2] } });
  });

  test("a lock that two hold", () => {
    expect(check([...done(0, "acquire", null), ...done(1, "acquire", null)], "mutex")).toMatchObject({ verdict: "invalid", evidence: { impossible: 1, forcing: [0, 1], states: ["held"] } });
    expect(check([...done(0, "acquire", null), event(0, "invoke", "release"), ...done(1, "acquire", null)], "mutex")).toMatchObject({ verdict: "valid" });
  });

  test("an append that is missing from a later get", () => {
    const history = [...done(0, "append", ["k", "a"]), ...done(1, "append", ["k", "b"]), ...done(0, "get", ["k", null], ["k", "b"])];
    expect(check(history, "kv", true)).toMatchObject({ verdict: "invalid", evidence: { key: "k", impossible: 2, forcing: [0, 2] } });
  });

  test("two registers that were never both old", () => {
    const txn = (process: number, asked: Json, answered: Json) => done(process, "txn", asked, answered);
    const history = [...txn(0, [["w", "x", 1]], [["w", "x", 1]]), ...txn(0, [["w", "y", 1]], [["w", "y", 1]]), ...txn(1, [["r", "x", null], ["r", "y", null]], [["r", "x", null], ["r", "y", 1]])];
    expect(check(history, "multi-register")).toMatchObject({ verdict: "invalid", evidence: { impossible: 2, forcing: [0, 2] } });
  });
});

describe("evidence in a long history", () => {
  /** Ten clients, one register with few values, and one answer that is wrong. */
  const spoiltAt = (share: number, wrong: Json) => {
    const operations = operationsOrThrow(drawHistory(casRegister, random(1, "long"), { processes: 10, operations: 1_000, crashes: 0 }));
    const at = operations.findIndex(({ f, index }) => f === "read" && index > share * operations.length);
    return { at, operations: operations.map((one, index) => (index === at ? { ...one, result: wrong } : one)) };
  };

  test("what nobody ever wrote needs no other reason than what was written", () => {
    const { at, operations } = spoiltAt(0.9, 77);
    const { verdict, evidence } = checkLinearizable(operations, { object: "register" });
    expect(verdict).toBe("invalid");
    expect(evidence).toMatchObject({ impossible: at, forcing: [at], isMinimal: true });
    expect(evidence?.past?.states.includes("77")).toBe(false);
  });

  test("what was written long ago is ruled out by the last few operations", () => {
    const long = [...Array.from({ length: 200 }, (_, index) => done(index % 3, "write", index % 4)).flat(), ...done(0, "cas", [3, 9]), ...done(1, "write", 1), ...done(2, "read", null, 9)];
    expect(check(long)).toMatchObject({ verdict: "invalid", evidence: { impossible: 202, forcing: [201, 202], isMinimal: true, states: ["1"] } });
  });
});

describe("what is not known", () => {
  test("an operation without an answer may take effect late, or never; one that failed never does", () => {
    const late = [event(0, "invoke", "write", 1), ...done(1, "write", 2), ...done(1, "read", null, 2), ...done(1, "read", null, 1)];
    expect(check(late).verdict).toBe("valid");
    expect(check([...late.slice(0, 1), event(0, "info", "write", 1), ...late.slice(1)]).verdict).toBe("valid");
    expect(check([...late.slice(0, 1), event(0, "fail", "write", 1), ...late.slice(1)]).verdict).toBe("invalid");
  });

  /** Twelve writes at once, which can have any order, and then a cas from what none of them wrote. */
  const laborious = operationsOrThrow([
    ...Array.from({ length: 12 }, (_, process) => event(process, "invoke", "write", process)),
    ...Array.from({ length: 12 }, (_, process) => event(process, "ok", "write", process)),
    ...done(20, "cas", [99, 0]),
  ]);

  test("when the steps are used up the verdict is unknown, never valid", () => {
    expect(checkLinearizable(laborious, { object: "register", stepsMax: 5_000 })).toMatchObject({ verdict: "unknown", evidence: null });
    expect(checkLinearizable(laborious, { object: "register" })).toMatchObject({ verdict: "invalid", evidence: { forcing: [12] } });
  });

  test("the check can be left between two slices", () => {
    const slices = linearizability(laborious, { object: "register" });
    expect(slices.next()).toMatchObject({ done: false, value: expect.any(Number) });
    expect(slices.next().done).toBe(false);
  });
});

describe("drawn histories", () => {
  const OBJECTS = [
    { name: "register", object: uniqueRegister },
    { name: "register", object: casRegister },
    { name: "kv", object: aKeyOfTexts },
    { name: "queue", object: fifoQueue },
    { name: "multi-register", object: registers },
  ] as readonly { name: ObjectName; object: DrawnObject<unknown> }[];

  test.each(OBJECTS)("$name: what is named suffices, is needed, and comes with the longest possible prefix", ({ name, object }) => {
    const wrong: object[] = [];
    let invalid = 0;
    for (let seed = 0; invalid < 40 && seed < 1_000; seed += 1) {
      const chance = random(seed, name);
      const operations = operationsOrThrow(spoil(drawHistory(object, chance, { processes: 3, operations: 10, crashes: 0.1 }), object, chance));
      const { verdict, evidence } = checkLinearizable(operations, { object: name });
      if (verdict !== "invalid" || evidence === null) continue;
      invalid += 1;
      const { forcing, impossible, prefix } = evidence;
      const at = operations[impossible]?.completed ?? -1;
      const all = callsOf(operations);
      const calls = prefixUntil(all, at);
      const model = objectModel(name, all);
      const isPossible = (some: readonly Call[]) => isLinearizable(some, model.machine(some));
      // Leaves out what changes nothing, and lets everything else happen at any time.
      const onlyWith = (named: readonly number[]) => {
        const machine = model.machine(calls);
        const loose = calls.flatMap((call, index) => (named.includes(call.operation) ? [call] : machine.isReadOnly(index) ? [] : [{ ...call, result: undefined, called: -1, returned: NEVER }]));
        return loose.sort((one, other) => one.called - other.called);
      };
      const faults = {
        suffices: !isPossible(onlyWith(forcing)),
        needed: forcing.every((one) => one === impossible || isPossible(onlyWith(forcing.filter((other) => other !== one)))),
        named: forcing.includes(impossible) && prefix.endsBefore === at,
        before: isPossible(prefixUntil(all, at - 1)),
        with: !isPossible(calls),
      };
      if (Object.values(faults).includes(false)) wrong.push({ seed, forcing, ...faults });
    }
    expect(wrong).toEqual([]);
  });
});
