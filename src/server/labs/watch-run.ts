import { tracked } from "@trpc/server";
import type { RunProgress } from "@/contracts/labs/labs";
import type { Database } from "../platform/database";
import type { RunChanges } from "./run-changes";
import { countAhead, findListedRun, type ListedRun } from "./run-store";
import { progressOf } from "./view-run";

/** A notification may be lost while the listening connection is down; then a change is seen this much later. */
const LOOK_MS = 2_000;

interface WatchTools {
  readonly database: Database;
  readonly runChanges: RunChanges;
}

/**
 * How far a run is, now and after every change, until it is done. Each event is whole and named by what it shows, so
 * whoever comes back after a break names the last one and is told only what is new since. Null: there is no such run.
 */
export async function watchRun(
  { database, runChanges }: WatchTools,
  { userId, runId, lastEventId }: { userId: string; runId: string; lastEventId: string | null },
  signal: AbortSignal | undefined,
): Promise<AsyncGenerator<ReturnType<typeof tracked<RunProgress>>> | null> {
  const first = await findListedRun(database, { userId, runId });
  if (first === null) return null;

  async function* events() {
    const watch = runChanges.watch(runId);
    let seen = lastEventId;
    try {
      while (!signal?.aborted) {
        // Looked at after the watch began, so that no change falls between the two.
        const run = await findListedRun(database, { userId, runId });
        if (run === null) return;
        const progress = progressOf(run, run.state === "waiting" ? await countAhead(database, runId) : null);
        const id = eventId(run, progress);
        if (id !== seen) yield tracked(id, progress);
        seen = id;
        if (run.state === "done") return;
        await watch.changed(LOOK_MS, signal);
      }
    } finally {
      watch.close();
    }
  }
  return events();
}

/** Two events with the same id show the same: marks only grow within an attempt. */
const eventId = ({ state, attempts }: ListedRun, { marks, ahead }: RunProgress): string =>
  [state, attempts, marks.replaceAll("-", "").length, ahead ?? ""].join(".");
