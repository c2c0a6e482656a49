/** From a seed to a verdict: the scenario that it falls to, the run, the checks. */
import { assert } from "../kernel/assert";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { AsyncNodeHost, NodeHost } from "../simulator/node-host";
import { runCluster, runClusterAsync, type RunOptions } from "../simulator/run-cluster";
import type { RunRecord } from "../simulator/run-record";
import { type LabRules, PROGRAM_CHECK, type Scenario } from "./lab";
import type { CheckResult, SeedResult, Verdict } from "./result";

export interface SeedPlan {
  readonly scenario: string;
  readonly plan: ClusterPlan;
}

/**
 * What the n-th seed of a run (from 1) is played with. Scenarios take turns, each as often as its share says, so that
 * a short run meets all of them.
 */
export function planOf(lab: LabRules, n: number, seed: string): SeedPlan {
  const scenario = scenarioOf(lab.scenarios, n);
  return { scenario: scenario.id, plan: scenario.plan(seed) };
}

/** Spreads the scenarios evenly: of every (sum of shares) seeds in a row each gets its share. */
function scenarioOf(scenarios: readonly Scenario[], n: number): Scenario {
  const round = scenarios.reduce((sum, { share }) => sum + share, 0);
  const slots = scenarios.flatMap((scenario, order) =>
    Array.from({ length: scenario.share }, (_, turn) => ({ scenario, at: (turn + 0.5) / scenario.share, order })),
  );
  slots.sort((a, b) => a.at - b.at || a.order - b.order);
  const slot = slots[(n - 1) % round];
  assert(slot !== undefined, "a lab has scenarios, and seeds are counted from 1");
  return slot.scenario;
}

/** Runs one seed. The host must be fresh. */
export const runSeed = (lab: LabRules, n: number, seed: string, host: NodeHost, options: RunOptions): RunRecord =>
  runCluster(planOf(lab, n, seed).plan, lab.readReply, host, options);

/** The same with a host that may answer later. */
export const runSeedAsync = (lab: LabRules, n: number, seed: string, host: AsyncNodeHost, options: RunOptions): Promise<RunRecord> =>
  runClusterAsync(planOf(lab, n, seed).plan, lab.readReply, host, options);

/** What a run proves: every check that judges its scenario, or the program's own failure. */
export function judgeRun(lab: LabRules, n: number, seed: string, run: RunRecord): SeedResult {
  const { scenario, plan } = planOf(lab, n, seed);
  const known = { n, scenario, traceHash: run.traceHash, events: run.events, simulatedUs: run.endedAtUs };
  const { ending } = run;
  if (ending.kind === "program-failed") {
    const say = `${ending.node} stopped: ${ending.failure.message}`;
    return { ...known, verdict: "failed", checks: [programCheck("failed", say, run)], failure: ending.failure };
  }
  if (ending.kind === "too-many-events") {
    const say = `The run reached ${ending.eventsMax} events before its end. Look for messages or timers that cause each other.`;
    return { ...known, verdict: "failed", checks: [programCheck("failed", say, run)] };
  }
  const judged = lab.checks.filter(({ scenarios }) => scenarios.includes(scenario));
  const checks = [programCheck("passed", "", run), ...judged.map(({ id, judge }) => checkResult(id, judge(run, plan)))];
  return { ...known, verdict: worst(checks.map(({ verdict }) => verdict)), checks };
}

/** A seed that was stopped from outside: nothing is known of it. */
export const cutSeed = (lab: LabRules, n: number, cut: string): SeedResult =>
  ({ n, scenario: scenarioOf(lab.scenarios, n).id, verdict: "unknown", checks: [], traceHash: "", events: 0, simulatedUs: 0, cut });

const WORDS = { valid: "passed", invalid: "failed", unknown: "unknown" } as const;

const checkResult = (check: string, { verdict, ...found }: ReturnType<LabRules["checks"][number]["judge"]>): CheckResult =>
  ({ check, verdict: WORDS[verdict], ...found });

const programCheck = (verdict: Verdict, say: string, { events }: RunRecord): CheckResult =>
  ({ check: PROGRAM_CHECK, verdict, say, figures: {}, witnesses: verdict === "failed" && events > 0 ? [events - 1] : [] });

/** Failed before unknown before passed. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("failed")) return "failed";
  return verdicts.includes("unknown") || verdicts.length === 0 ? "unknown" : "passed";
}
