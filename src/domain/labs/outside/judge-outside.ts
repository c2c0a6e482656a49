/** What a run of processes outside the simulator proves: the checks of its lab, as far as they can be judged there. */
import type { ClusterPlan } from "../../simulator/cluster-plan";
import type { RunRecord } from "../../simulator/run-record";
import type { TraceEvent } from "../../simulator/trace";
import { type LabRules, PROGRAM_CHECK } from "../lab";
import type { CheckResult, Verdict } from "../result";
import { judgeCheck, worst } from "../run-seed";

export type OutsideVerdict = Verdict | "not judged";

export interface OutsideCheck extends Pick<CheckResult, "check" | "say" | "figures"> {
  readonly verdict: OutsideVerdict;
}

export interface OutsideRun {
  readonly lab: LabRules;
  readonly scenario: string;
  readonly plan: ClusterPlan;
  readonly run: RunRecord;
  /** Why the run was ended before its plan was, or null. */
  readonly cut: string | null;
  /** By how much what was due came late, at most: the machine had much else to do. */
  readonly lateMs: number;
}

/** From here on a figure that is missed proves nothing about the program. */
export const LATE_MS = 50;

/**
 * Checks that look for what nodes delivered in the trace alone, by lab. What others read is noticed when they read it;
 * that there are no deliveries in a trace is not. tests/simulation/outside-checks.test.ts looks for more of them.
 */
export const DELIVERIES_IN_TRACE: Readonly<Record<string, readonly string[]>> = { "lamport-mutex": ["own-order", "messages"] };

const NOT_JUDGED = { verdict: "not judged", figures: {} } as const;

/** Every check of the scenario, the program's own failure first; a program that failed is judged by nothing else. */
export function judgeOutside(outside: OutsideRun): OutsideCheck[] {
  const { lab, scenario, plan, run } = outside;
  const program = judgeCheck(lab, PROGRAM_CHECK, plan, run);
  const first: OutsideCheck[] = program === null ? [] : [program];
  if (program?.verdict === "failed") return first.map(({ check, verdict, say, figures }) => ({ check, verdict, say, figures }));
  const checks = lab.checks.filter(({ scenarios }) => scenarios.includes(scenario)).map(({ id }) => judgeOne(outside, id));
  return [...first, ...checks].map(({ check, verdict, say, figures }) => ({ check, verdict, say, figures }));
}

/**
 * One verdict over all checks of all scenarios. What was not judged never counts as passed: it leaves the whole unknown,
 * as does a run that was ended early.
 */
export function foldOutside(checks: readonly OutsideCheck[]): Verdict {
  return worst(checks.map(({ verdict }) => (verdict === "not judged" ? "unknown" : verdict)));
}

function judgeOne({ lab, plan, run, cut, lateMs }: OutsideRun, check: string): OutsideCheck {
  if (DELIVERIES_IN_TRACE[lab.id]?.includes(check) === true) return { check, ...NOT_JUDGED, say: sayNotJudged("deliveries") };
  try {
    const result = judgeCheck(lab, check, plan, withoutInside(run));
    if (result === null) return { check, ...NOT_JUDGED, say: "" };
    if (cut !== null) return judgedOfPart(lab, result, cut);
    return lateMs < LATE_MS ? result : judgedWhileBusy(lab, result, lateMs);
  } catch (problem) {
    if (problem instanceof NotRecorded) return { check, ...NOT_JUDGED, say: sayNotJudged(problem.what) };
    throw problem;
  }
}

/** Of a run that was ended early only what cannot be made good any more is known: what the lab's searches look for. */
function judgedOfPart({ searches = [] }: LabRules, result: CheckResult, cut: string): OutsideCheck {
  const isFinal = searches.some(({ checks }) => checks.includes(result.check));
  if (result.verdict === "failed" && isFinal) return result;
  return { ...result, verdict: "unknown", say: `${cut} So far: ${result.say}` };
}

/** A figure that is missed on a machine that is busy may be the machine's. */
function judgedWhileBusy({ checks }: LabRules, result: CheckResult, lateMs: number): OutsideCheck {
  const isFigure = checks.find(({ id }) => id === result.check)?.measures?.some((name) => result.figures[name] !== undefined) === true;
  if (result.verdict !== "failed" || !isFigure) return result;
  return { ...result, verdict: "unknown", say: `${result.say} But this machine was busy: what was due came up to ${lateMs} ms late.` };
}

type InsideOnly = "deliveries" | "disks";

const sayNotJudged = (what: InsideOnly): string =>
  `Not judged outside the simulator: it reads ${what === "disks" ? "what is on the disks of nodes" : "what nodes hand over with env.deliver"}, which only the simulator records.`;

class NotRecorded extends Error {
  override name = "NotRecorded";

  constructor(readonly what: InsideOnly) {
    super(`${what} are recorded by the simulator alone`);
  }
}

const refused = (what: InsideOnly): PropertyDescriptor => ({
  get: () => {
    throw new NotRecorded(what);
  },
});

/** The same record, but whoever looks for what nobody could record is stopped: that there is none of it proves nothing. */
function withoutInside({ upcalls: _, trace, ...rest }: RunRecord): RunRecord {
  const known = trace === undefined ? rest : { ...rest, trace: trace.map(withoutDisk) };
  return Object.defineProperties(known, { upcalls: refused("deliveries") }) as RunRecord;
}

function withoutDisk(event: TraceEvent): TraceEvent {
  if (event.kind !== "handled" && event.kind !== "crashed") return event;
  return Object.defineProperties({ ...event }, { synced: refused("disks"), picture: refused("disks") });
}
