import type { AttemptView } from "@/contracts/exercises/exercises";
import { feedbackLevel, isItemClosed } from "@/domain/exercises/assignments/assignment";
import { err, ok, type Result } from "@/domain/kernel/result";
import type { Catalog } from "../catalog/catalog";
import type { Clock } from "../platform/clock";
import type { Database } from "../platform/database";
import { findAssignment, isInRunningExam } from "./assignments/assignment-store";
import { listAttempts } from "./assignments/item-store";
import { findAttempt, listRecords } from "./exercise-store";
import { viewAttempt, viewVerdict } from "./view-attempt";

interface FeedbackTools {
  readonly clock: Clock;
  readonly database: Database;
  readonly catalog: Catalog;
}

export type FeedbackRefusal = { code: "no-such-attempt" | "feedback-later" | "in-running-exam" };

/** The feedback of one's own attempt, as much of it as may be told; somebody else's answers as one that does not exist. */
export async function getFeedback(tools: FeedbackTools, request: { userId: string; attemptId: string }): Promise<Result<AttemptView, FeedbackRefusal>> {
  const { clock, database, catalog } = tools;
  const found = await findAttempt(database, request);
  if (found === null) return err({ code: "no-such-attempt" });
  const { assignmentId, exerciseId, withheld } = found.attempt;
  if (withheld) return err({ code: "feedback-later" });
  const { userId } = request;
  if (await isInRunningExam(database, { userId, exerciseId, now: clock() })) return err({ code: "in-running-exam" });
  const assignment = assignmentId === null ? null : await findAssignment(database, assignmentId);
  if (assignment !== null) {
    const attempts = await listAttempts(database, { assignmentId: assignment.id, userId, exerciseId });
    const level = feedbackLevel(assignment.terms, { itemClosed: isItemClosed(assignment.terms, attempts), released: assignment.releasedAt !== null });
    if (level === "none") return err({ code: "feedback-later" });
    if (level === "verdict") return ok(viewVerdict(catalog, found));
  }
  return ok(viewAttempt(catalog, found, await listRecords(database, userId)));
}

/** The whole feedback of a learner's attempt, for whoever follows their study. */
export async function getWholeFeedback({ database, catalog }: FeedbackTools, request: { userId: string; attemptId: string }): Promise<Result<AttemptView, { code: "no-such-attempt" }>> {
  const found = await findAttempt(database, request);
  return found === null ? err({ code: "no-such-attempt" }) : ok(viewAttempt(catalog, found, await listRecords(database, request.userId)));
}
