import { describe, expect, test } from "vitest";
import { inTurn, together } from "../../../../tests/support/transaction-histories";
import type { Operation } from "../history/operations";
import { checkListAppend } from "./list-append";

const anomalies = (operations: readonly Operation[]) => Object.keys(checkListAppend(operations).counts).sort();
const stepsOf = (operations: readonly Operation[], anomaly: string) =>
  checkListAppend(operations)
    .findings.filter((finding) => finding.anomaly === anomaly)
    .map(({ steps }) => steps.map(({ from, to, kind, because }) => [from, kind, to, because]));

describe("cycles", () => {
  test("G0: two transactions overwrite each other, in the one order on x and in the other on y", () => {
    const history = together("ax1 ay1", "ax2 ay2", "rx12 ry21");
    expect(anomalies(history)).toEqual(["G0"]);
    expect(stepsOf(history, "G0")).toEqual([
      [
        ["T0", "ww", "T1", "T0 appended 1 to x, and T1 appended 2 after it: x = [1, 2]"],
        ["T1", "ww", "T0", "T1 appended 2 to y, and T0 appended 1 after it: y = [2, 1]"],
      ],
    ]);
    expect(checkListAppend(history).levels).toMatchObject({ strongest: [], ruledOut: ["read-uncommitted"] });
  });

  test("G1c: T0 reads what T1 appended to y, and T1 appends to x after T0", () => {
    const history = together("ax1 ry1", "ax2 ay1", "rx12");
    expect(anomalies(history)).toEqual(["G1c"]);
    expect(stepsOf(history, "G1c")[0]).toContainEqual(["T1", "wr", "T0", "T1 appended 1 to y, and T0 read y = [1]"]);
    expect(checkListAppend(history).levels).toMatchObject({ strongest: ["strong-read-uncommitted"], ruledOut: ["read-committed"] });
  });

  test("G-single: a read skew, T1 sees one of the two writes of T0", () => {
    const history = together("ax1 ay1", "rx ry1");
    expect(anomalies(history)).toEqual(["G-single"]);
    expect(stepsOf(history, "G-single")[0]).toContainEqual(["T1", "rw", "T0", "T1 read x = [], without the 1 that T0 appended, which nobody read, so that it came after all that was"]);
    expect(checkListAppend(history).levels.ruledOut).toEqual(["consistent-view", "parallel-snapshot-isolation", "repeatable-read"]);
  });

  test("G-nonadjacent: a long fork, two readers see the two writes in different orders", () => {
    const history = together("ax1", "ay1", "rx1 ry", "rx ry1");
    expect(anomalies(history)).toEqual(["G-nonadjacent"]);
    const { levels } = checkListAppend(history);
    expect(levels.ruledOut).toEqual(["snapshot-isolation", "repeatable-read"]);
    expect(levels.strongest).toContain("parallel-snapshot-isolation");
  });

  test("G2-item: a write skew, each misses the write of the other", () => {
    const history = together("rx ay1", "ry ax1", "rx1 ry1");
    expect(anomalies(history)).toEqual(["G2-item"]);
    expect(checkListAppend(history).levels).toMatchObject({ strongest: ["strong-snapshot-isolation"], ruledOut: ["repeatable-read"] });
  });

  test("a transaction may wait for a third one: cycles have any length, and the shortest is told", () => {
    const history = together("ax1 ry2", "ax2 az1", "rz1 ay1 ay2", "rx12 ry12");
    expect(stepsOf(history, "G1c").map((steps) => steps.length)).toEqual([3]);
  });
});

describe("cycles that only order closes", () => {
  test("G-single-process: a process does not see its own earlier append", () => {
    const history = inTurn("0: ax1", "0: rx", "1: rx1");
    expect(anomalies(history)).toEqual(["G-single-process"]);
    expect(stepsOf(history, "G-single-process")[0]).toContainEqual(["T0", "process", "T1", "process 0 ran T0 before T1"]);
    expect(checkListAppend(history).levels.strongest).toEqual(["serializable", "strong-read-committed"]);
  });

  test("G-single-realtime: another process does not see what was acknowledged before it began", () => {
    const history = inTurn("0: ax1", "1: rx", "2: rx1");
    expect(anomalies(history)).toEqual(["G-single-realtime"]);
    expect(stepsOf(history, "G-single-realtime")[0]).toContainEqual(["T0", "realtime", "T1", "T0 had completed (event 1) before T1 began (event 2)"]);
    expect(checkListAppend(history, { level: "strong-session-serializable" }).verdict).toBe("valid");
    expect(checkListAppend(history, { level: "strict-serializable" }).verdict).toBe("invalid");
  });

  test("G0-process and G0-realtime: appends in the other order than they were made", () => {
    expect(anomalies(inTurn("0: ax1", "0: ax2", "1: rx21"))).toEqual(["G0-process"]);
    expect(anomalies(inTurn("0: ax1", "1: ax2", "2: rx21"))).toEqual(["G0-realtime"]);
  });

  test("G1c-process and G1c-realtime: a read of what was appended only later", () => {
    expect(anomalies(inTurn("0: rx1", "0: ax1"))).toEqual(["G1c-process"]);
    expect(anomalies(inTurn("0: rx1", "1: ax1"))).toEqual(["G1c-realtime"]);
  });

  test("G-nonadjacent-process and G2-item-process", () => {
    expect(anomalies(inTurn("0: ax1", "1: ay1", "0: ry", "1: rx", "2: rx1 ry1"))).toContain("G-nonadjacent-process");
    expect(anomalies(inTurn("0: ax1", "0: ry", "1: ay1 rz", "2: az1 rx", "3: rx1 ry1 rz1"))).toContain("G2-item-process");
  });

  test("an info may take effect after all that follows it, and what it read is not known", () => {
    expect(anomalies(inTurn("0: ?ax1 ry", "1: ay1 rx", "2: rx ry1", "3: rx1"))).toEqual([]);
    expect(anomalies(together("?ax2 ry", "ax1 ay1", "rx12 ry1"))).toEqual([]);
  });
});

describe("what needs no cycle", () => {
  test.each([
    ["G1a", together("!ax1", "rx1"), "T1 read 1 in x, which T0 appended, and T0 failed."],
    ["G1b", together("ax1 ax2", "rx1"), "T1 read x = [1], in the middle of T0, which appended more after 1."],
    ["dirty-update", together("!ax1", "ax2", "rx12"), "T0 appended 1 to x and failed, and T1 appended 2 after it and committed."],
    ["lost-update", together("rx ax1", "rx ax2"), "T0 and T1 all read x = [], and all appended to it: all but one are lost to the others."],
    ["duplicate-elements", together("ax1", "rx11"), "T1 read x = [1, 1], with 1 twice."],
    ["incompatible-order", together("ax1", "ax2", "rx12", "rx2"), "T3 read x = [2] and T2 read x = [1, 2]: the one is not the beginning of the other."],
    ["thin-air-read", together("rx1"), "T0 read 1 in x, which nobody appended."],
    ["future-read", together("rx1 ax1"), "T0 read x = [1] before it appended 1."],
    ["internal", together("rx ax1 rx21", "ax2"), "T0 read x = [2, 1], where its own reads and appends say [1]."],
  ])("%s", (anomaly, history, says) => {
    const result = checkListAppend(history, { level: "serializable" });
    expect(result.verdict).toBe("invalid");
    expect(result.findings.filter((finding) => finding.anomaly === anomaly).map((finding) => finding.says)).toContain(says);
  });

  test("in an excerpt an element that nobody appended may be of a transaction that is missing", () => {
    expect(checkListAppend(together("rx1"), { isExcerpt: true })).toMatchObject({ verdict: "valid", counts: {} });
  });

  test("a transaction sees its own appends, also in the middle", () => {
    expect(anomalies(together("ax1 rx1 ax2 rx12", "rx12"))).toEqual([]);
    expect(anomalies(together("ax3 rx12", "ax1", "ax2"))).toContain("internal");
    expect(anomalies(together("ax3 rx123", "ax1 ax2"))).toEqual([]);
  });

  test("transactions that wrote blindly have lost nothing", () => {
    expect(anomalies(together("ax1 rx1", "ax2 rx12"))).toEqual([]);
  });
});

test("Figure 3 of Adya, Liskov and O'Neil is serializable", () => {
  expect(checkListAppend(together("az1 ax1 ay1", "rx1 ay2", "ry12 az3", "rz13"), { level: "serializable" })).toMatchObject({ verdict: "valid", counts: {} });
});

test("the example of Elle's paper: two transactions that appended to x from the same list, in TiDB", () => {
  const history = together("ax1 ax2", "rx12 ax5", "rx12 ax4", "rx1254");
  expect(anomalies(history)).toEqual(["G-single", "lost-update"]);
  expect(stepsOf(history, "G-single")[0]).toContainEqual(["T2", "rw", "T1", "T2 read x = [1, 2], without the 5 that T1 appended"]);
});

test("an append that nobody read comes after everything that was", () => {
  // T1 missed the append of T0 to x although it saw the one to y; nobody ever reads the 1 in x.
  expect(anomalies(together("ax1 ay1", "rx ry1"))).toEqual(["G-single"]);
  expect(anomalies(together("ax9", "rx9", "ax1 ay1", "rx9 ry1"))).toEqual(["G-single"]);
  // T1 appends 1 to x, which nobody reads, after T0's 9, and T0 reads what T1 appended to y.
  const history = together("ax9 ry1", "ax1 ay1", "rx9");
  expect(stepsOf(history, "G1c")[0]?.[1]?.[3]).toBe("T0 appended 9 to x, the last that was read, and T1 appended 1, which nobody read, so that it came after all that was");
});

test("a level that permits what was found makes the history valid, and it is told all the same", () => {
  const result = checkListAppend(together("rx ay1", "ry ax1"), { level: "snapshot-isolation" });
  expect(result).toMatchObject({ verdict: "valid", counts: { "G2-item": 1 } });
  expect(result.findings).toHaveLength(1);
});

describe("unknown", () => {
  test("if nothing was answered", () => {
    expect(checkListAppend(together("?ax1", "!ax2"))).toMatchObject({ verdict: "unknown", unknownBecause: "No transaction was answered with ok." });
  });

  test("if an element was appended twice, or the history is of another workload", () => {
    expect(checkListAppend(together("ax1", "ax1", "rx1")).unknownBecause).toContain("appended to x twice");
    expect(checkListAppend(together("wx1")).unknownBecause).toContain("T0 has a micro-operation");
  });

  test("if the search for a forbidden cycle runs out of steps", () => {
    // A long fork has no G-single; without steps that is not known.
    const history = together("ax1", "ay1", "rx1 ry", "rx ry1");
    expect(checkListAppend(history, { level: "consistent-view" }).verdict).toBe("valid");
    expect(checkListAppend(history, { level: "consistent-view", searchStepsMax: 0 })).toMatchObject({
      verdict: "unknown",
      unknownBecause: "The search for a cycle of G-single ran out of its 0 steps.",
    });
    // That a write skew has neither is seen without a search.
    expect(checkListAppend(together("rx ay1", "ry ax1"), { level: "snapshot-isolation", searchStepsMax: 0 }).verdict).toBe("valid");
  });
});

test("keys and elements may be any JSON: 1 and the text 1 are two keys", () => {
  const history = together("ax1", "rx1").map((operation) => ({
    ...operation,
    value: (operation.value as [string, string, unknown][]).map(([f, , value]) => [f, { id: operation.index === 0 ? 1 : "1" }, value]) as never,
    result: (operation.result as [string, string, unknown][]).map(([f, , value]) => [f, { id: operation.index === 0 ? 1 : "1" }, value]) as never,
  }));
  expect(Object.keys(checkListAppend(history).counts)).toEqual(["thin-air-read"]);
});
