/** What a judge does all day: take a run, judge it, take the next; and while none waits, shrink the failing ones. */
import { claimRun } from "@/server/labs/run-queue-store";
import type { Bell } from "@/server/platform/bell";
import { log } from "@/server/platform/log";
import { judgeClaim, type JudgeTools } from "./judge-claim";
import { shrinkNext } from "./shrink-failure";

/** How soon a run is seen that nobody announces: one whose judge is gone, or one whose notification was lost. */
const LOOK_MS = 1_000;

/** Judges runs one at a time until `stop` is aborted; the one under way is then given back. `bell` rings when a run waits. */
export async function judgeRuns(tools: JudgeTools, bell: Bell, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      // One at a time: a verdict that somebody waits for goes first.
      if ((await judgeNext(tools, stop)) || (await shrinkNext(tools, stop))) continue;
    } catch (error) {
      log().error({ err: error }, "a run could not be judged or shrunk");
    }
    await bell.wait(LOOK_MS, stop);
  }
}

/** False when nothing waits. */
async function judgeNext(tools: JudgeTools, stop: AbortSignal): Promise<boolean> {
  const run = await claimRun(tools.database);
  if (run === null) return false;
  const { runId, labId, lease, attempts } = run;
  const startedAtMs = performance.now();
  log().info({ runId, labId, lease, attempts }, "claimed");
  const ended = await judgeClaim(tools, run, stop);
  log().info({ runId, labId, lease, ended, ms: Math.round(performance.now() - startedAtMs) }, "ended");
  return true;
}
