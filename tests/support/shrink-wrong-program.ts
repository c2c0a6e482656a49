/** Shrinks the run of a wrong program on the seed that its lab names, in the judge's engine. */
import type { LabRules } from "@/domain/labs/lab";
import type { Excerpt } from "@/domain/labs/result";
import { planOf } from "@/domain/labs/run-seed";
import { shrunkExcerpt } from "@/domain/labs/shrink-run";
import { playerOf } from "./judge-host";

/** So many tries are enough, and what is left then is the same on every machine. */
const TRIES_MAX = 200;

export interface WrongProgram {
  readonly source: string;
  readonly caughtBy: string;
  readonly seed: number;
}

/** How many events the run has, and what is left of it; null where its failure is a figure of the whole run. */
export async function shrinkWrongProgram(lab: LabRules, { source, caughtBy, seed }: WrongProgram): Promise<{ events: number; excerpt: Excerpt | null }> {
  const play = playerOf(lab, source);
  const played = planOf(lab, seed, `${seed}`);
  const run = await play(played.plan, { inspect: true });
  let tries = 0;
  const excerpt = await shrunkExcerpt({ lab, n: seed, played, run, check: caughtBy }, { isSpent: () => (tries += 1) >= TRIES_MAX, play });
  return { events: run.events, excerpt };
}
