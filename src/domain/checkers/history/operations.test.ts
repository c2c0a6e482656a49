import { describe, expect, test } from "vitest";
import { historyOf } from "../../../../tests/support/histories";
import { type HistoryEvent, operationsOf } from "./operations";

const event = (process: number, type: HistoryEvent["type"], f: string, value: HistoryEvent["value"] = null): HistoryEvent => ({ process, type, f, value });

describe("events become operations", () => {
  test("in the order of their invocations, with what was asked and what was answered", () => {
    const events = [event(0, "invoke", "read"), event(1, "invoke", "write", 3), event(1, "ok", "write", 3), event(0, "ok", "read", 3)];
    expect(operationsOf(events)).toEqual({
      ok: true,
      value: [
        { index: 0, process: 0, f: "read", type: "ok", value: null, result: 3, invoked: 0, completed: 3 },
        { index: 1, process: 1, f: "write", type: "ok", value: 3, result: 3, invoked: 1, completed: 2 },
      ],
    });
  });

  test("what was not answered with ok has no result, and what nobody answered is an info", () => {
    const events = [event(0, "invoke", "cas", [1, 2]), event(0, "fail", "cas", [1, 2]), event(0, "invoke", "write", 1), event(0, "info", "write", 1), event(1, "invoke", "read")];
    expect(operationsOf(events)).toMatchObject({ value: [{ type: "fail", result: null }, { type: "info", result: null, completed: 3 }, { type: "info", completed: null }] });
  });

  test("a history of the simulator is read as it is", () => {
    expect(operationsOf(historyOf([{ f: "read", value: null, at: 0, end: 5, result: [1] }]))).toMatchObject({ value: [{ f: "read", result: [1] }] });
  });
});

test.each([
  ["a second invocation while the first is under way", [event(0, "invoke", "read"), event(0, "invoke", "read")], { event: 1, reason: "process-is-busy" }],
  ["a completion of nothing", [event(0, "invoke", "read"), event(1, "ok", "read")], { event: 1, reason: "nothing-to-complete" }],
  ["a second completion", [event(0, "invoke", "read"), event(0, "ok", "read"), event(0, "ok", "read")], { event: 2, reason: "nothing-to-complete" }],
  ["a completion of something else", [event(0, "invoke", "read"), event(0, "ok", "write")], { event: 1, reason: "another-operation" }],
] as const)("%s is refused", (_, events, fault) => expect(operationsOf(events)).toEqual({ ok: false, error: fault }));
