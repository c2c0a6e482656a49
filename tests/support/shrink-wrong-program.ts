/** Shrinks the run of a wrong program on the seed that its lab names, in the judge's engine. */
import type { LabRules } from "@/domain/labs/lab";
import type { CheckResult, Excerpt } from "@/domain/labs/result";
import { judgeCheck, planOf } from "@/domain/labs/run-seed";
import { shrunkExcerpt } from "@/domain/labs/shrink-run";
import type { ClusterPlan } from "@/domain/simulator/cluster-plan";
import { playerOf } from "./judge-host";

/** So many tries are enough, and what is left then is the same on every machine. */
const TRIES_MAX = 200;

export interface WrongProgram {
  readonly source: string;
  readonly reference: string;
  readonly caughtBy: string;
  readonly seed: number;
}

export interface Shrunk {
  /** Of the run as it was */
  readonly events: number;
  /** Null where the failure is a figure of the whole run. */
  readonly excerpt: Excerpt | null;
  /** What the same check says of the reference on the shrunk plan: a plan that nobody could pass would prove nothing. */
  readonly ofReference: CheckResult["verdict"] | undefined;
}

export async function shrinkWrongProgram(lab: LabRules, { source, reference, caughtBy, seed }: WrongProgram): Promise<Shrunk> {
  const player = playerOf(lab, source);
  const played = planOf(lab, seed, `${seed}`);
  const run = await player(played.plan, { inspect: true });
  let smallest: ClusterPlan = played.plan;
  const play: typeof player = (plan, options) => {
    if (options.inspect) smallest = plan;
    return player(plan, options);
  };
  let tries = 0;
  const excerpt = await shrunkExcerpt({ lab, n: seed, played, run, check: caughtBy }, { isSpent: () => (tries += 1) >= TRIES_MAX, play });
  const right = await playerOf(lab, reference)(smallest, { inspect: false });
  return { events: run.events, excerpt, ofReference: judgeCheck(lab, caughtBy, smallest, right)?.verdict };
}
