/** Shrinks failing runs that have their verdict: behind the same fence, when no run waits to be judged. */
import { findLab } from "@/domain/labs/catalogue";
import type { Excerpt } from "@/domain/labs/result";
import { planOf } from "@/domain/labs/run-seed";
import { isShrinkable, type ShrinkTools, shrunkExcerpt } from "@/domain/labs/shrink-run";
import { ENGINE_VERSION } from "@/domain/simulator/engine-version";
import type { RunRecord } from "@/domain/simulator/run-record";
import { prepareProgram } from "@/sandbox/program";
import { hiddenSeeds } from "@/server/labs/hidden-seeds";
import { claimShrink, finishShrink, releaseShrink, type ToShrink } from "@/server/labs/shrink-store";
import type { Database } from "@/server/platform/database";
import { log } from "@/server/platform/log";
import type { Fence, ProgramRequest } from "./supervisor";

/** Of processor time that one failed check is worth, on both sides of the fence. */
export const SHRINK_CPU_MS_MAX = 4_000;
const US_PER_MS = 1_000;

interface Tools {
  readonly database: Database;
  readonly fence: Fence;
  readonly authSecret: string;
}

/** Shrinks the failing run that waits longest. False: none waits, or the judge was told to stop. */
export async function shrinkNext(tools: Tools, stop: AbortSignal): Promise<boolean> {
  const claimed = await claimShrink(tools.database);
  if (claimed === null) return false;
  const { runId, n, check } = claimed;
  const startedAtMs = performance.now();
  try {
    const shrunk = await shrink(tools, claimed, stop);
    await finishShrink(tools.database, claimed, shrunk);
    log().info({ runId, n, check, events: shrunk?.eventsInRun ?? null, ...shrunk?.shrunkFrom, ms: Math.round(performance.now() - startedAtMs) }, "shrunk");
    return true;
  } catch (error) {
    if (!stop.aborted) throw error;
    await releaseShrink(tools.database, claimed);
    return false;
  }
}

/** Null where there is nothing to shrink, or where the run cannot be played again as it was judged. */
async function shrink({ fence, authSecret }: Tools, claimed: ToShrink, stop: AbortSignal): Promise<Excerpt | null> {
  const { labId, labVersion, engineVersion, n, check, judged, seedsWanted: count } = claimed;
  const lab = findLab(labId);
  const failed = judged?.checks.find((one) => one.check === check);
  if (lab?.version !== labVersion || engineVersion !== ENGINE_VERSION || judged === null || failed === undefined) return null;
  if (!isShrinkable(lab, failed, judged.failure !== undefined)) return null;
  const prepared = prepareProgram(claimed.program);
  const hidden = hiddenSeeds(authSecret, { labId, labVersion, count }).find((one) => one.n === n);
  if (!prepared.ok || hidden === undefined) return null;

  const tools = playBehind(fence, { lab: labId, program: prepared.program.js }, hidden, stop);
  const played = planOf(lab, n, hidden.seed);
  const run = await tools.play(played.plan, { inspect: true });
  return run?.traceHash === judged.traceHash ? shrunkExcerpt({ lab, n, played, run, check }, tools) : null;
}

/** Plays plans behind the fence, and counts what that costs. */
function playBehind(fence: Fence, program: Pick<ProgramRequest, "lab" | "program">, { n, seed }: { n: number; seed: string }, stop: AbortSignal): ShrinkTools {
  const before = process.cpuUsage();
  let insideMs = 0;
  return {
    play: async (plan, { inspect }) => {
      let record: RunRecord | null = null;
      await fence.run(
        { ...program, inspect, seeds: [{ n, seed, plan }] },
        (outcome) => {
          insideMs += outcome.cpuMs;
          if (outcome.kind === "record") record = outcome.record;
        },
        stop,
      );
      return record;
    },
    isSpent: () => {
      const { user, system } = process.cpuUsage(before);
      return insideMs + (user + system) / US_PER_MS >= SHRINK_CPU_MS_MAX;
    },
  };
}
