/** From a seed to a verdict: the scenario that it falls to, the run, the checks. */
import { assert } from "../kernel/assert";
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { AsyncNodeHost, NodeHost } from "../simulator/node-host";
import { runCluster, runClusterAsync } from "../simulator/run-cluster";
import type { RunRecord } from "../simulator/run-record";
import { type LabRules, PROGRAM_CHECK, type Scenario } from "./lab";
import type { CheckResult, SeedResult, Verdict } from "./result";

export interface SeedPlan {
  readonly scenario: string;
  readonly plan: ClusterPlan;
}

export interface PlayOptions {
  /** Record the trace with pictures of the nodes, to be looked at. */
  readonly inspect: boolean;
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

/** Plays a plan of a lab, and records what its checks read. The host must be fresh. */
export const playPlan = ({ readReply, readsTrace }: LabRules, plan: ClusterPlan, host: NodeHost, { inspect }: PlayOptions): RunRecord =>
  runCluster(plan, readReply, host, { inspect, trace: readsTrace === true });

/** The same with a host that may answer later. */
export const playPlanAsync = ({ readReply, readsTrace }: LabRules, plan: ClusterPlan, host: AsyncNodeHost, { inspect }: PlayOptions): Promise<RunRecord> =>
  runClusterAsync(plan, readReply, host, { inspect, trace: readsTrace === true });

/** What a run proves: every check that judges its scenario, or the program's own failure. */
export function judgeRun(lab: LabRules, n: number, seed: string, run: RunRecord): SeedResult {
  const played = planOf(lab, n, seed);
  const { ending } = run;
  const program = judgeProgram(run);
  const judged = program.verdict === "failed" ? [] : lab.checks.filter(({ scenarios }) => scenarios.includes(played.scenario));
  const checks = [program, ...judged.map((check) => checkResult(check, run, played.plan))];
  const known = { n, scenario: played.scenario, traceHash: run.traceHash, events: run.events, simulatedUs: run.endedAtUs };
  const failure = ending.kind === "program-failed" ? { failure: ending.failure } : {};
  return { ...known, verdict: worst(checks.map(({ verdict }) => verdict)), checks, ...failure };
}

/** What one check says of one run of a plan; null where it does not judge it, because the program failed by itself. */
export function judgeCheck(lab: LabRules, id: string, plan: ClusterPlan, run: RunRecord): CheckResult | null {
  const program = judgeProgram(run);
  if (id === PROGRAM_CHECK) return program;
  const check = lab.checks.find((one) => one.id === id);
  assert(check !== undefined, `the lab ${lab.id} has a check ${id}`);
  return program.verdict === "failed" ? null : checkResult(check, run, plan);
}

/** A seed that was stopped from outside: nothing is known of it. */
export const cutSeed = (lab: LabRules, n: number, cut: string): SeedResult =>
  ({ n, scenario: scenarioOf(lab.scenarios, n).id, verdict: "unknown", checks: [], traceHash: "", events: 0, simulatedUs: 0, cut });

const WORDS = { valid: "passed", invalid: "failed", unknown: "unknown" } as const;

function checkResult({ id, judge }: LabRules["checks"][number], run: RunRecord, plan: ClusterPlan): CheckResult {
  const { verdict, ...found } = judge(run, plan);
  return { check: id, verdict: WORDS[verdict], ...found };
}

/** Whether the program held out to the end. A run that did not is judged by nothing else. */
function judgeProgram({ ending, events }: RunRecord): CheckResult {
  const check = { check: PROGRAM_CHECK, figures: {} };
  if (ending.kind === "finished") return { ...check, verdict: "passed", say: "", witnesses: [] };
  const say =
    ending.kind === "program-failed"
      ? `${ending.node} stopped: ${ending.failure.message}`
      : `The run reached ${ending.eventsMax} events before its end. Look for messages or timers that cause each other.`;
  return { ...check, verdict: "failed", say, witnesses: events > 0 ? [events - 1] : [] };
}

/** Failed before unknown before passed. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes("failed")) return "failed";
  return verdicts.includes("unknown") || verdicts.length === 0 ? "unknown" : "passed";
}
