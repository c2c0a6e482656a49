import type { ExcerptOutput, ListRunsOutput, RunView } from "@/contracts/labs/labs";
import { err, ok, type Result } from "@/domain/kernel/result";
import { type RunVersion, showRecording } from "@/domain/labs/shown-recording";
import type { Catalog } from "../catalog/catalog";
import type { Database } from "../platform/database";
import { type ExcerptKey, findRecording, listExcerpts } from "./excerpt-store";
import { countAhead, findRun, listRuns } from "./run-store";
import { listItem, viewRun } from "./view-run";

interface GetTools {
  readonly database: Database;
  readonly catalog: Catalog;
}

/** One's own run, or one that is done and shared; another answers as one that does not exist. */
export async function getRun({ database, catalog }: GetTools, request: { userId: string; runId: string }): Promise<Result<RunView, { code: "no-such-run" }>> {
  const run = await findRun(database, request);
  if (run === null) return err({ code: "no-such-run" });
  const ahead = run.state === "waiting" ? await countAhead(database, run.id) : null;
  return ok(viewRun(catalog, run, { viewerId: request.userId, ahead, excerpts: await listExcerpts(database, run.id) }));
}

/** What explains a failed check of a run, as it was or shrunk, for whoever may read the run. */
export async function getRecording(
  { database }: { database: Database },
  request: ExcerptKey & { userId: string; runId: string; version: RunVersion },
): Promise<Result<ExcerptOutput, { code: "no-such-excerpt" }>> {
  const recording = await findRecording(database, request);
  if (recording === null) return err({ code: "no-such-excerpt" });
  return ok({ ...showRecording(recording, request.version), isBeingShrunk: recording.isBeingShrunk });
}

/** One's own runs, newest first. */
export async function listOwnRuns(
  { database }: { database: Database },
  request: { userId: string; labId: string | undefined },
): Promise<ListRunsOutput> {
  return { runs: (await listRuns(database, request)).map(listItem) };
}
