import { err, ok, type Result } from "@/domain/kernel/result";
import type { Clock } from "../platform/clock";
import type { Database } from "../platform/database";
import { setShared } from "./run-store";

/** Lets every account read one's own run, or takes that back. Asked twice, it is as if asked once. */
export async function shareRun(
  { database, clock }: { database: Database; clock: Clock },
  { userId, runId, shared }: { userId: string; runId: string; shared: boolean },
): Promise<Result<{ shared: boolean }, { code: "no-such-run" }>> {
  const found = await setShared(database, { userId, runId, sharedAt: shared ? clock() : null });
  return found ? ok({ shared }) : err({ code: "no-such-run" });
}
