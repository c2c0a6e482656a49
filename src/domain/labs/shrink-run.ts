/** Shrinks a failing run: plays smaller plans for as long as they break the same check in the same way. */
import type { ClusterPlan } from "../simulator/cluster-plan";
import type { HistoryEntry } from "../simulator/history";
import type { RunRecord } from "../simulator/run-record";
import { excerptOf } from "./excerpt";
import { type LabRules, NO_LAST_LOOK_US, PROGRAM_CHECK } from "./lab";
import type { CheckResult, Excerpt } from "./result";
import { judgeCheck, type SeedPlan } from "./run-seed";
import { type FailingPlan, shrinkPlan, type Tried } from "./shrink";
import { toldPlan } from "./told-plan";

/** However fast its runs are, no failure is worth more tries. */
export const SHRINK_TRIES_MAX = 500;

/** The error of a request that nobody answered. */
const NO_ANSWER = 0;

export interface FailingRun {
  readonly lab: LabRules;
  readonly n: number;
  readonly played: SeedPlan;
  /** With its trace */
  readonly run: RunRecord;
  readonly check: string;
}

export interface ShrinkTools {
  /** Plays a plan with the same program, in fresh nodes. Null: it came to no end. */
  readonly play: (plan: ClusterPlan, options: { readonly inspect: boolean }) => Promise<RunRecord | null>;
  /** Whether enough was spent: the smallest run so far is then the result. */
  readonly isSpent: () => boolean;
}

/** A smaller run that fails in the same way. */
export interface ShrunkRun {
  readonly plan: ClusterPlan;
  readonly excerpt: Excerpt;
}

/** The excerpt of the smallest run that was found, for one failed check of a run; null where none is smaller. */
export const shrunkExcerpt = async (failing: FailingRun, tools: ShrinkTools): Promise<Excerpt | null> => (await shrinkRun(failing, tools))?.excerpt ?? null;

/** The smallest run that was found, for one failed check of a run; null where none is smaller. */
export async function shrinkRun({ lab, n, played, run, check }: FailingRun, { play, isSpent }: ShrinkTools): Promise<ShrunkRun | null> {
  const failed = judgeCheck(lab, check, played.plan, run);
  if (failed?.verdict !== "failed" || !isShrinkable(lab, failed, run.ending.kind === "program-failed")) return null;
  const rules = lab.checks.find(({ id }) => id === check);
  const same = violationOf(failed, run);
  let tries = 0;
  const attempt = async (plan: ClusterPlan): Promise<Tried> => {
    tries += 1;
    const record = await play(plan, { inspect: false });
    const result = record === null ? null : judgeCheck(lab, check, plan, record);
    if (record === null || result?.verdict !== "failed" || violationOf(result, record) !== same || isCutShort(result, record, plan)) return null;
    return { decidedAtUs: decidedAtUs(result, record) };
  };

  const told = toldPlan(played.plan, run);
  const toldFails = await attempt(told);
  const keptFromUs = rules?.lastLookUs?.(played.plan) ?? played.plan.settledAtUs ?? NO_LAST_LOOK_US;
  let best: FailingPlan = toldFails === null ? { plan: played.plan, decidedAtUs: decidedAtUs(failed, run), keptFromUs } : { plan: told, decidedAtUs: toldFails.decidedAtUs, keptFromUs };
  const shrinking = shrinkPlan(best, { mayEndSooner: rules?.liveness !== true, nodesMin: lab.nodesMin ?? 1 });
  for (let step = shrinking.next(); step.done !== true && tries < SHRINK_TRIES_MAX && !isSpent(); ) {
    const plan = step.value;
    const tried = await attempt(plan);
    if (tried !== null) best = { ...best, plan, decidedAtUs: tried.decidedAtUs };
    step = shrinking.next(tried);
  }

  const smallest = await play(best.plan, { inspect: true });
  const result = smallest === null ? null : judgeCheck(lab, check, best.plan, smallest);
  if (smallest === null || result?.verdict !== "failed" || smallest.events >= run.events) return null;
  const excerpt = excerptOf(smallest, { n, scenario: played.scenario }, result, best.plan.nodes);
  return { plan: best.plan, excerpt: { ...excerpt, shrunkFrom: { events: run.events, tries } } };
}

/**
 * Whether it makes sense to shrink a run that failed a check: a figure about the whole run is another one in a smaller
 * run, and too many events can only become fewer. `failedByItself`: the program threw, or went beyond a limit of its own.
 */
export function isShrinkable(lab: LabRules, { check, figures }: CheckResult, failedByItself: boolean): boolean {
  if (check === PROGRAM_CHECK) return failedByItself;
  const { measures = [] } = lab.checks.find(({ id }) => id === check) ?? {};
  return !measures.some((name) => name in figures);
}

/** What two runs have in common that fail in the same way: what the check measured, or where the program failed. */
function violationOf({ check, figures }: CheckResult, { ending }: RunRecord): string {
  if (check !== PROGRAM_CHECK) return JSON.stringify([check, Object.keys(figures).sort()]);
  if (ending.kind !== "program-failed") return JSON.stringify([check, ending.kind]);
  const { kind, frames } = ending.failure;
  return JSON.stringify([check, kind, frames[0] ?? null]);
}

/** When the last of the events happened that show the failure; the end of the run where that is not known. */
function decidedAtUs({ witnesses }: CheckResult, { history, upcalls, trace, endedAtUs }: RunRecord): number {
  const times = new Map([...history, ...upcalls].map(({ event, timeUs }) => [event, timeUs]));
  const known = witnesses.map((witness) => times.get(witness) ?? trace?.[witness]?.atUs ?? endedAtUs);
  return known.length === 0 ? endedAtUs : Math.max(...known);
}

/** Whether the failure rests on a request that got no answer only because the run ended: in a longer run it might have. */
function isCutShort({ witnesses }: CheckResult, { history, endedAtUs, ending }: RunRecord, { clientTimeoutUs }: ClusterPlan): boolean {
  // Where the program failed, requests end with it, and that they do is no part of the failure.
  if (ending.kind !== "finished") return false;
  const begun = new Map<number, HistoryEntry>();
  for (const entry of history) if (entry.type === "invoke") begun.set(entry.operation, entry);
  const gaveUpSoon = ({ type, error, timeUs, operation }: HistoryEntry): boolean =>
    type === "info" && error?.code === NO_ANSWER && timeUs === endedAtUs && timeUs - (begun.get(operation)?.timeUs ?? 0) < clientTimeoutUs;
  return history.some((entry) => witnesses.includes(entry.event) && gaveUpSoon(entry));
}
