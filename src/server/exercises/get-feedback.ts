import type { AttemptView } from "@/contracts/exercises/exercises";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { Catalog } from "../catalog/catalog";
import type { Database } from "../platform/database";
import { findAttempt, listRecords } from "./exercise-store";
import { viewAttempt } from "./view-attempt";

/** The feedback of one's own attempt; somebody else's answers as one that does not exist. */
export async function getFeedback(
  { database, catalog }: { database: Database; catalog: Catalog },
  request: { userId: string; attemptId: string },
): Promise<Result<AttemptView, { code: "no-such-attempt" }>> {
  const found = await findAttempt(database, request);
  if (found === null) return err({ code: "no-such-attempt" });
  return ok(viewAttempt(catalog, found, await listRecords(database, request.userId)));
}
