/** A run of a lab that is led by hand, judged as far as it has come: SPEC.md, rules B1 to B5. */
import type { ClusterPlan } from "../simulator/cluster-plan";
import { type Choice, CHOICES_MAX } from "../simulator/manual/choice";
import { ManualRun } from "../simulator/manual/manual-run";
import type { Offers } from "../simulator/manual/offers";
import type { AsyncNodeHost } from "../simulator/node-host";
import type { RunRecord } from "../simulator/run-record";
import { planOfScope } from "../simulator/search/scope";
import { TRACE_VERSION } from "../simulator/trace";
import { windowAround } from "./excerpt";
import { type LabRules, PROGRAM_CHECK } from "./lab";
import { US_PER_MS, US_PER_S } from "./plan-tools";
import { type CheckResult, type Excerpt, EXCERPT_CHARS_MAX } from "./result";
import { judgeCheck, planOf } from "./run-seed";
import { findSearch } from "./search-lab";

/** The run that the hand takes over. */
export type ManualBase =
  | { readonly kind: "seed"; readonly n: number }
  /** The smallest run that fails a check as this seed does. */
  | { readonly kind: "shrunk"; readonly n: number; readonly check: string }
  /** The small cluster of one of the lab's searches, at its start. */
  | { readonly kind: "search"; readonly search: string };

/** A run of a lab, and the checks that judge it. */
export interface ManualGround {
  readonly lab: LabRules;
  readonly plan: ClusterPlan;
  readonly n: number;
  readonly scenario: string;
  readonly checks: readonly string[];
}

export interface Led {
  /** So many events happen by themselves before the first choice. */
  readonly from: number;
  readonly choices: readonly Choice[];
}

export interface ManualState {
  /** The end of the run as far as it has come. `check` and `say` are those of the check that it breaks, or empty. */
  readonly excerpt: Excerpt;
  readonly offers: Offers;
  /** How many of the choices could be taken: all, or those before the first that is not possible. */
  readonly taken: number;
  /** How many events the run had before the first choice, and after each. */
  readonly eventsAfter: readonly number[];
  readonly hasEnded: boolean;
  readonly nowUs: number;
  readonly checks: readonly CheckResult[];
  /** After how many choices a check was broken for the first time; null: none is. */
  readonly brokenAfter: number | null;
}

/** Events that are shown: those at the end of the run. */
export const MANUAL_EVENTS_MAX = 1_000;

/** What a search leaves open, because it branches over it, and a run needs: some time for everything, and an end. */
const SMALL_CLUSTER = {
  latency: { kind: "constant", meanUs: 10 * US_PER_MS },
  fsync: { kind: "constant", meanUs: 5 * US_PER_MS },
  clientTimeoutUs: 10 * US_PER_S,
  endAtUs: 60 * US_PER_S,
  eventsMax: 20_000,
} as const;

/** The plan of a seed, or another plan in its place. */
export function groundOfSeed(lab: LabRules, n: number, plan?: ClusterPlan): ManualGround {
  const played = planOf(lab, n, String(n));
  const checks = lab.checks.filter(({ scenarios }) => scenarios.includes(played.scenario));
  return {
    ...{ lab, n, scenario: played.scenario, plan: plan ?? played.plan },
    checks: [PROGRAM_CHECK, ...checks.filter((check) => isJudged(check)).map(({ id }) => id)],
  };
}

/** The small cluster of a search. @throws InvariantError when the lab has no such search */
export function groundOfSearch(lab: LabRules, search: string): ManualGround {
  const { rules, n } = findSearch(lab, search);
  return { lab, n, scenario: rules.id, plan: { ...planOfScope(rules.scope, `search/${rules.id}`), ...SMALL_CLUSTER }, checks: [PROGRAM_CHECK, ...rules.checks] };
}

/** Whether what breaks a check is never mended by what comes later: who holds messages back breaks every promise of an answer. */
const isJudged = ({ liveness, measures, atEnd }: LabRules["checks"][number]): boolean => liveness !== true && measures === undefined && atEnd !== true;

/** Plays a run up to its last choice, and judges it. `host` serves one run after the other. */
export async function playByHand(ground: ManualGround, { from, choices }: Led, host: AsyncNodeHost): Promise<ManualState> {
  const played = await play(ground, { from, choices: choices.slice(0, CHOICES_MAX) }, host);
  const checks = judge(ground, played);
  const broken = checks.find(({ verdict }) => verdict === "failed");
  const { run, taken, eventsAfter, offers, hasEnded, nowUs } = played;
  const isBroken = async (count: number): Promise<boolean> => judge(ground, await play(ground, { from, choices: choices.slice(0, count) }, host)).some(({ verdict }) => verdict === "failed");
  const brokenAfter = broken === undefined ? null : await firstOf(taken, isBroken);
  return { excerpt: excerptOf(ground, run, eventsAfter.at(-1) ?? 0, broken), offers, taken, eventsAfter, hasEnded, nowUs, checks, brokenAfter };
}

type Played = Pick<ManualState, "offers" | "taken" | "eventsAfter" | "hasEnded" | "nowUs"> & { readonly run: RunRecord };

async function play({ lab, plan }: ManualGround, { from, choices }: Led, host: AsyncNodeHost): Promise<Played> {
  try {
    const manual = await ManualRun.begin({ plan, readReply: lab.readReply, host, from });
    const eventsAfter = [manual.events];
    for (const choice of choices) {
      if (!(await manual.take(choice))) break;
      eventsAfter.push(manual.events);
    }
    const { offers, hasEnded, nowUs } = manual;
    return { offers, hasEnded, nowUs, taken: eventsAfter.length - 1, eventsAfter, run: manual.record() };
  } finally {
    for (const node of plan.nodes) host.dispose(node);
  }
}

const judge = ({ lab, plan, checks }: ManualGround, { run }: Played): CheckResult[] =>
  checks.flatMap((check) => judgeCheck(lab, check, plan, run) ?? []);

/** The least number up to `most` for which it holds; it holds for `most`, and once it holds it goes on to. */
async function firstOf(most: number, holds: (count: number) => Promise<boolean>): Promise<number> {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (await holds(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}

/** Requests that end only because nobody plays on are no part of what is shown. */
function excerptOf({ n, scenario, plan: { nodes } }: ManualGround, { trace = [], traceHash }: RunRecord, events: number, broken: CheckResult | undefined): Excerpt {
  const happened = trace.slice(0, events);
  return {
    ...{ traceVersion: TRACE_VERSION, n, scenario, nodes, eventsInRun: events, traceHash },
    check: broken?.check ?? "",
    say: broken?.say ?? "",
    events: windowAround(happened, happened.length - 1, MANUAL_EVENTS_MAX, EXCERPT_CHARS_MAX),
    witnesses: (broken?.witnesses ?? []).filter((number) => number < events),
  };
}
