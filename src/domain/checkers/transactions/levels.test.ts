import { describe, expect, test } from "vitest";
import { type Anomaly, BASE_CYCLES, implied } from "./anomalies";
import { forbiddenBy, type Level, levelNamed, LEVELS, levelsOf, weakerThan } from "./levels";

describe("levels", () => {
  test("each forbids what the weaker ones forbid", () => {
    for (const level of LEVELS) {
      for (const weaker of weakerThan(level)) expect([...forbiddenBy(level)]).toEqual(expect.arrayContaining([...forbiddenBy(weaker)]));
    }
  });

  test("the strictest is above all others, the weakest below", () => {
    expect([...weakerThan("strict-serializable"), "strict-serializable"].sort()).toEqual([...LEVELS].sort());
    expect(LEVELS.filter((level) => weakerThan(level).includes("read-uncommitted"))).toHaveLength(LEVELS.length - 1);
  });

  test.each([["PL-1", "read-uncommitted"], ["PL-2.99", "repeatable-read"], ["PL-SS", "strict-serializable"], ["snapshot-isolation", "snapshot-isolation"], ["linearizable", null]])("%s is %s", (name, level) => {
    expect(levelNamed(name)).toBe(level);
  });
});

describe("what an anomaly rules out", () => {
  test.each<[Anomaly, Level[]]>([
    ["G0", ["read-uncommitted"]],
    ["G1a", ["read-committed"]],
    ["G1b", ["read-committed"]],
    ["G1c", ["read-committed"]],
    ["dirty-update", ["read-committed"]],
    ["internal", ["read-atomic"]],
    ["lost-update", ["ROLA", "cursor-stability"]],
    ["G-single", ["consistent-view", "parallel-snapshot-isolation", "repeatable-read"]],
    ["G-nonadjacent", ["snapshot-isolation", "repeatable-read"]],
    ["G2-item", ["repeatable-read"]],
    ["G0-process", ["strong-session-read-uncommitted"]],
    ["G1c-process", ["strong-session-read-committed"]],
    ["G-single-process", ["strong-session-snapshot-isolation"]],
    ["G2-item-process", ["strong-session-serializable"]],
    ["G0-realtime", ["strong-read-uncommitted"]],
    ["G1c-realtime", ["strong-read-committed"]],
    ["G-nonadjacent-realtime", ["strong-snapshot-isolation"]],
    ["G2-item-realtime", ["strict-serializable"]],
  ])("%s", (anomaly, ruledOut) => {
    const seen = levelsOf([anomaly]);
    expect([...seen.ruledOut].sort()).toEqual([...ruledOut].sort());
    expect([...seen.ruledOut, ...seen.alsoRuledOut]).toContain("strict-serializable");
    for (const level of seen.strongest) expect([...seen.ruledOut, ...seen.alsoRuledOut]).not.toContain(level);
  });

  test("nothing, if there is none", () => {
    expect(levelsOf([])).toEqual({ strongest: ["strict-serializable"], ruledOut: [], alsoRuledOut: [] });
  });

  test("more if real time or a process is no longer needed as a reason", () => {
    for (const base of BASE_CYCLES) {
      expect([...implied(base)]).toEqual(expect.arrayContaining([`${base}-process`, `${base}-realtime`]));
      expect([...implied(`${base}-realtime`)]).not.toContain(`${base}-process`);
    }
  });
});
