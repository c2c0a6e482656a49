import { describe, expect, test } from "vitest";
import { plainHost } from "../../../../tests/support/plain-host";
import { runRecord } from "../../../../tests/support/run-records";
import { smallPlan } from "../../../../tests/support/small-plan";
import type { RunRecord } from "../../simulator/run-record";
import { findLab } from "../catalogue";
import type { Check, CheckVerdict, LabRules } from "../lab";
import { playPlan } from "../run-seed";
import { foldOutside, judgeOutside, LATE_MS } from "./judge-outside";

const verdictOf = (verdict: CheckVerdict["verdict"], figures: CheckVerdict["figures"] = {}): Check["judge"] => () => ({ verdict, say: "As it is.", witnesses: [], figures });

const labOf = (checks: readonly (Partial<Check> & Pick<Check, "id" | "judge">)[], more: Partial<LabRules> = {}): LabRules =>
  ({ id: "some", version: 1, scenarios: [], readReply: () => null, checks: checks.map((check) => ({ scenarios: ["calm"], ...check })), ...more });

const judged = (lab: LabRules, more: { run?: RunRecord; cut?: string | null; lateMs?: number } = {}) =>
  judgeOutside({ lab, scenario: "calm", plan: smallPlan(), run: runRecord([]), cut: null, lateMs: 0, ...more }).map(({ check, verdict, say }) => [check, verdict, say]);

describe("checks", () => {
  test("those of the scenario are judged, after the program itself", () => {
    const lab = labOf([{ id: "good", judge: verdictOf("valid") }, { id: "bad", judge: verdictOf("invalid") }, { id: "other", scenarios: ["storm"], judge: verdictOf("invalid") }]);
    expect(judged(lab)).toEqual([["program", "passed", ""], ["good", "passed", "As it is."], ["bad", "failed", "As it is."]]);
  });

  test("a program that failed by itself is judged by nothing else", () => {
    const run: RunRecord = { ...runRecord([]), ending: { kind: "program-failed", node: "n1", failure: { kind: "threw", message: "it ended.", frames: [] } } };
    expect(judged(labOf([{ id: "good", judge: verdictOf("valid") }]), { run })).toEqual([["program", "failed", "n1 stopped: it ended."]]);
  });

  test("whoever looks for what nodes delivered, or for their disks, judges nothing", () => {
    const lab = labOf([
      { id: "upcalls", judge: ({ upcalls }) => ({ verdict: upcalls.length === 0 ? "valid" : "invalid", say: "", witnesses: [], figures: {} }) },
      { id: "disks", judge: ({ trace = [] }) => ({ verdict: trace.some((event) => event.kind === "handled" && event.synced !== undefined) ? "invalid" : "valid", say: "", witnesses: [], figures: {} }) },
      { id: "copy", judge: (run) => verdictOf("valid")({ ...run }, smallPlan()) },
    ]);
    const run = playPlan({ ...lab, readsTrace: true }, smallPlan(), plainHost(() => () => []), { inspect: false });
    expect(judged(lab, { run })).toEqual([
      ["program", "passed", ""],
      ["upcalls", "not judged", expect.stringContaining("Not judged outside the simulator: it reads what nodes hand over")],
      ["disks", "not judged", expect.stringContaining("on the disks of nodes")],
      ["copy", "passed", "As it is."],
    ]);
  });

  test("Raft's invariants are not judged, what clients saw is", () => {
    const lab = findLab("raft-election");
    if (lab === undefined) throw new Error("there is the lab raft-election");
    const plan = lab.scenarios[0]?.plan("1") ?? smallPlan();
    const run = playPlan(lab, plan, plainHost(() => () => []), { inspect: false });
    const verdicts = Object.fromEntries(judgeOutside({ lab, scenario: "calm", plan, run, cut: null, lateMs: 0 }).map(({ check, verdict }) => [check, verdict]));
    expect(verdicts).toMatchObject({ answers: "failed", form: "not judged", "one-leader": "not judged", "durable-votes": "not judged" });
  });
});

describe("what is known less", () => {
  test("of a run that was ended early only what cannot be made good any more", () => {
    const scope = { nodes: [], operations: [], crashes: 0, crashing: [], drops: 0, timers: 0, depth: 1 };
    const lab = labOf([{ id: "safe", judge: verdictOf("invalid") }, { id: "later", judge: verdictOf("invalid") }, { id: "good", judge: verdictOf("valid") }], { searches: [{ id: "s", title: "", scope, checks: ["safe"], stepsMax: 1 }] });
    expect(judged(lab, { cut: "It was stopped." })).toEqual([["program", "passed", ""], ["safe", "failed", "As it is."], ["later", "unknown", "It was stopped. So far: As it is."], ["good", "unknown", "It was stopped. So far: As it is."]]);
  });

  test("a figure that is missed while the machine is busy proves nothing; another failure does", () => {
    const lab = labOf([{ id: "fast", measures: ["ms"], judge: verdictOf("invalid", { ms: 9 }) }, { id: "lost", measures: ["ms"], judge: verdictOf("invalid", { lost: 1 }) }]);
    const at = (lateMs: number) => judged(lab, { lateMs }).map(([, verdict]) => verdict);
    expect(at(LATE_MS - 1)).toEqual(["passed", "failed", "failed"]);
    expect(at(LATE_MS)).toEqual(["passed", "unknown", "failed"]);
  });

  test("what is not judged is never passed", () => {
    const check = (verdict: "passed" | "failed" | "unknown" | "not judged") => ({ check: "a", say: "", figures: {}, verdict });
    expect(foldOutside([check("passed"), check("passed")])).toBe("passed");
    expect(foldOutside([check("passed"), check("not judged")])).toBe("unknown");
    expect(foldOutside([check("not judged"), check("failed")])).toBe("failed");
    expect(foldOutside([])).toBe("unknown");
  });
});
