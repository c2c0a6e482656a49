import { describe, expect, test } from "vitest";
import { compareLevels, definedLevels } from "../../../../tests/support/compare-transactions";
import { drawRegisterHistory } from "../../../../tests/support/draw-transactions";
import { type DatabasePlan, inTurn, type Isolation, paired, runDatabase, together } from "../../../../tests/support/transaction-histories";
import { random } from "../../kernel/seeded-random";
import type { Operation } from "../history/operations";
import type { Level } from "./levels";
import { checkRwRegister, type RegisterOptions } from "./rw-register";
import type { Assumptions } from "./version-order";

const anomalies = (operations: readonly Operation[], options: RegisterOptions = {}) => Object.keys(checkRwRegister(operations, options).counts).sort();
const stepsOf = (operations: readonly Operation[], options: RegisterOptions = {}) =>
  checkRwRegister(operations, options).findings.flatMap(({ steps }) => steps.map(({ from, to, kind, because }) => [from, kind, to, because]));

describe("with nothing assumed", () => {
  test("G1c: two transactions read from each other", () => {
    const history = together("wx1 ry=2", "wy2 rx=1");
    expect(anomalies(history)).toEqual(["G1c"]);
    expect(stepsOf(history)).toContainEqual(["T1", "wr", "T0", "T1 wrote y = 2, and T0 read it"]);
  });

  test("G-single: one write of two is seen, for null is the first value", () => {
    const history = together("wx1 wy1", "rx= ry=1");
    expect(anomalies(history)).toEqual(["G-single"]);
    expect(stepsOf(history)).toContainEqual(["T1", "rw", "T0", "T1 read x = null, and T0 wrote 1 after it: null is the initial value"]);
  });

  test("G-nonadjacent and G2-item: a long fork and a write skew", () => {
    expect(anomalies(together("wx1", "wy1", "rx=1 ry=", "rx= ry=1"))).toEqual(["G-nonadjacent"]);
    expect(anomalies(together("rx= wy1", "ry= wx1"))).toEqual(["G2-item"]);
  });

  test("process and real time close cycles too", () => {
    expect(anomalies(inTurn("0: wx1", "0: rx="))).toEqual(["G-single-process"]);
    expect(anomalies(inTurn("0: wx1", "1: rx="))).toEqual(["G-single-realtime"]);
    expect(anomalies(inTurn("0: rx=1", "1: wx1"))).toEqual(["G1c-realtime"]);
  });

  test("a value that all read though nobody wrote it is the initial one; two such values are from nowhere", () => {
    expect(anomalies(together("rx=0", "wx1", "rx=0"))).toEqual([]);
    expect(anomalies(together("rx=0 ry=1", "wx1 wy1"))).toEqual(["G-single"]);
    expect(anomalies(together("rx=0", "rx=7"))).toEqual(["thin-air-read"]);
    expect(anomalies(together("rx=0", "rx="))).toEqual(["thin-air-read"]);
    expect(anomalies(together("rx=0", "rx=7"), { isExcerpt: true })).toEqual([]);
  });

  test("in an excerpt a value that nobody wrote may be of any time", () => {
    expect(anomalies(together("rx=0 ry=1", "wx1 wy1"), { isExcerpt: true })).toEqual([]);
    expect(anomalies(together("rx= ry=1", "wx1 wy1"), { isExcerpt: true })).toEqual(["G-single"]);
  });
});

describe("with assumptions", () => {
  test("wfr-keys: what a transaction read came before what it wrote", () => {
    const history = together("wx1 wy1", "rx=1 wx2", "rx=2 wy2 ry=2", "ry=2 rx=1");
    expect(anomalies(history)).toEqual([]);
    expect(anomalies(history, { wfrKeys: true })).toEqual(["G-single"]);
    expect(stepsOf(history, { wfrKeys: true })).toContainEqual(["T3", "rw", "T1", "T3 read x = 1, and T1 wrote 2 after it: T1 read 1 before it wrote 2"]);
  });

  test("sequential-keys: a process sees versions in their order", () => {
    const history = inTurn("0: wx1", "1: wx2", "2: rx=1", "2: rx=2 ry=", "3: wy1", "4: ry=1 rx=1");
    expect(anomalies(history, { level: "serializable" })).toEqual([]);
    expect(stepsOf(history, { sequentialKeys: true }).map(([, , , because]) => because)).toContain("T5 read x = 1, and T1 wrote 2 after it: one process had 1 in T2 and then 2 in T3, and keys are taken to be sequential");
  });

  test("sequential-keys: a transaction that wrote a key leaves it at what it wrote, not at what it read", () => {
    const history = inTurn("0: wx1", "1: rx=1 wx2", "3: wx3 wy1", "1: rx=3", "4: ry=1 rx=2");
    expect(anomalies(history)).toEqual([]);
    expect(anomalies(history, { sequentialKeys: true })).toEqual(["G-single"]);
  });

  test("linearizable-keys: versions follow real time", () => {
    const history = inTurn("0: wx1", "1: wx2", "2: rx=1");
    expect(anomalies(history)).toEqual([]);
    expect(anomalies(history, { linearizableKeys: true })).toEqual(["cyclic-versions"]);
  });

  test("G0 needs an assumption: Maelstrom's workload with none never sees one", () => {
    const history = inTurn("0: wx1 wy1", "1: wx2 wy2", "2: rx=2 ry=1");
    expect(anomalies(history)).toEqual([]);
  });

  test("an assumption that is false of a key is reported as cyclic versions, with its reasons, and left out there", () => {
    const history = inTurn("0: wx1", "0: wx2", "1: rx=2", "1: rx=1");
    const result = checkRwRegister(history, { sequentialKeys: true });
    expect(result.counts).toEqual({ "cyclic-versions": 1 });
    expect(result.findings[0]?.says).toBe(
      "The versions of x come each after the other: 1 before 2, as one process had 1 in T0 and then 2 in T1, and keys are taken to be sequential; 2 before 1, as one process had 2 in T2 and then 1 in T3, and keys are taken to be sequential.",
    );
  });
});

describe("what needs no cycle", () => {
  test.each([
    ["G1a", together("!wx1", "rx=1"), "T1 read x = 1, which T0 wrote, and T0 failed."],
    ["G1b", together("wx1 wx2", "rx=1"), "T1 read x = 1, in the middle of T0, which wrote x again."],
    ["internal", together("wx1", "wx2 rx=1"), "T1 read x = 1, where its own reads and writes say 2."],
    ["internal", together("wx1", "rx= rx=1"), "T1 read x = 1, where its own reads and writes say null."],
    ["future-read", together("rx=1 wx1"), "T0 read x = 1 before it wrote that."],
    ["lost-update", together("rx= wx1", "rx= wx2"), "T0 and T1 all read x = null, and all wrote it: all but one are lost to the others."],
  ])("%s", (anomaly, history, says) => {
    const result = checkRwRegister(history, { level: "serializable" });
    expect(result.verdict).toBe("invalid");
    expect(result.findings.filter((finding) => finding.anomaly === anomaly).map((finding) => finding.says)).toContain(says);
  });

  test("a failed write that was tried again is the write of the transaction that did not fail", () => {
    expect(anomalies(together("!wx1", "wx1", "rx=1"))).toEqual([]);
    expect(anomalies(together("wx1", "!wx1", "rx=1"))).toEqual([]);
  });
});

test("writes that are not unique make the history unknown", () => {
  expect(checkRwRegister(together("wx1", "wx1")).unknownBecause).toContain("was written to x twice");
  expect(checkRwRegister(together("ax1"))).toMatchObject({ verdict: "unknown" });
});

/** Levels of which each set of assumptions is true wherever they hold. */
const SOUND: readonly [Assumptions, readonly Level[]][] = [
  [{ wfrKeys: true }, ["snapshot-isolation", "serializable", "strong-session-snapshot-isolation", "strong-session-serializable", "strong-snapshot-isolation", "strict-serializable"]],
  [{ wfrKeys: true, sequentialKeys: true }, ["strong-session-snapshot-isolation", "strong-session-serializable", "strong-snapshot-isolation", "strict-serializable"]],
  [{ wfrKeys: true, linearizableKeys: true }, ["strong-snapshot-isolation", "strict-serializable"]],
];

const HISTORIES = 600;
const TIMEOUT_MS = 60_000;

test(`${HISTORIES} histories: what is ruled out does not hold by trying all orders either`, () => {
  const found = SOUND.map(() => 0);
  let wrong = 0;
  for (let seed = 1; seed <= HISTORIES; seed += 1) {
    const events = drawRegisterHistory(4, random(seed, "registers"));
    const operations = paired(events);
    const defined = definedLevels(events, "registers");
    SOUND.forEach(([assumptions, levels], index) => {
      const result = checkRwRegister(operations, assumptions);
      const { differences, holding } = compareLevels(defined, result);
      const blamed = differences.filter(({ level, definition }) => definition && levels.includes(level));
      expect(blamed, `seed ${seed}, ${JSON.stringify(assumptions)}: ${JSON.stringify(events)}`).toEqual([]);
      if (result.verdict === "invalid") found[index] = (found[index] as number) + 1;
      if (index === 0 && holding < 6) wrong += 1;
    });
  }
  // The more is assumed, the more of what is wrong is found.
  expect(found[0]).toBeGreaterThan(0.8 * wrong);
  expect(found[2]).toBeGreaterThan(0.9 * wrong);
}, TIMEOUT_MS);

const PLAN: Omit<DatabasePlan, "isolation"> = { writes: "w", transactions: 120, processes: 5, keys: 3, microMax: 4, writesPerKeyMax: 24, abort: 0.05, crash: 0.03 };

describe("a database of a level is never said to be below it, and sooner or later to be no better", () => {
  test.each<[Isolation, Level, Assumptions, Level | null]>([
    ["strict-serializable", "strict-serializable", { wfrKeys: true, linearizableKeys: true, sequentialKeys: true }, null],
    ["strong-session-serializable", "strong-session-serializable", { wfrKeys: true, sequentialKeys: true }, "strong-snapshot-isolation"],
    ["serializable", "serializable", { wfrKeys: true }, "strong-session-snapshot-isolation"],
    ["strong-snapshot-isolation", "strong-snapshot-isolation", { wfrKeys: true, linearizableKeys: true }, "repeatable-read"],
    ["snapshot-isolation", "snapshot-isolation", { wfrKeys: true }, "strong-session-snapshot-isolation"],
    ["read-committed", "read-committed", {}, "cursor-stability"],
  ])("%s", (isolation, level, assumptions, above) => {
    let isSeenBelow = false;
    for (let seed = 1; seed <= 8; seed += 1) {
      const operations = paired(runDatabase({ ...PLAN, isolation }, random(seed, isolation)));
      const result = checkRwRegister(operations, { ...assumptions, level });
      expect(result.verdict, `seed ${seed}: ${result.findings[0]?.says}`).toBe("valid");
      isSeenBelow ||= above !== null && checkRwRegister(operations, { ...assumptions, level: above }).verdict === "invalid";
    }
    expect(isSeenBelow).toBe(above !== null);
  });
});
