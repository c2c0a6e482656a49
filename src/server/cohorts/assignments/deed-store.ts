/** The audit of what an instructor did to a learner's assignments, written with the deed in one transaction. */
import type { Instant } from "@/domain/kernel/instant";
import type { Transaction } from "../../platform/database";

export interface Deed {
  readonly action: "extra-time-granted" | "answers-regraded";
  readonly actorId: string;
  readonly at: Instant;
  readonly detail: { readonly cohortId: string; readonly assignmentId: string; readonly minutes?: number; readonly attemptIds?: string[] };
}

export async function recordDeed(transaction: Transaction, learnerId: string, { action, actorId, at, detail }: Deed): Promise<void> {
  await transaction.auditEvent.create({ data: { at: new Date(at), actorId, action, subjectId: learnerId, detail }, select: { id: true } });
}
