import type { GrantTimeOutput } from "@/contracts/cohorts/assignments";
import { extraAfterGrant, givenOutFrom } from "@/domain/exercises/assignments/assignment";
import { listSittings, lockAssignment, lockSitting, setExtraMinutes, type StoredAssignment, unsettle } from "../../exercises/assignments/assignment-store";
import type { SettleTools } from "../../exercises/assignments/settle";
import { retryTransaction } from "../../platform/retry-transaction";
import { isMember } from "../cohort-store";
import { recordDeed } from "./deed-store";

interface Grant {
  readonly assignment: StoredAssignment;
  readonly viewerId: string;
  readonly learnerIds: readonly string[];
  readonly minutes: number;
}

/**
 * Grants minutes to learners before they start, while they answer, or after their time was over, which then goes on; all
 * of them at once, and written down. Nobody gets any once results are being given out. SPEC.md of assignments: D3, D6.
 */
export async function grantTime({ clock, database }: SettleTools, { assignment, viewerId, learnerIds, minutes }: Grant): Promise<GrantTimeOutput> {
  const { id: assignmentId, cohort, terms } = assignment;
  return retryTransaction(database, async (transaction) => {
    await lockAssignment(transaction, assignmentId);
    const isGivenOut = assignment.releasedAt !== null || clock() >= givenOutFrom(terms, await listSittings(transaction, assignmentId));
    const granted: string[] = [];
    const tooLate: string[] = [];
    for (const userId of [...new Set(learnerIds)].sort()) {
      if (!(await isMember(transaction, { cohortId: cohort.id, userId }))) continue;
      const sitting = await lockSitting(transaction, { assignmentId, userId });
      const at = clock();
      const extra = isGivenOut ? null : extraAfterGrant(terms, sitting, minutes, at);
      if (extra === null) {
        tooLate.push(userId);
        continue;
      }
      if (sitting.settledAt !== null) await unsettle(transaction, { assignmentId, userId });
      await setExtraMinutes(transaction, { assignmentId, userId }, extra);
      await recordDeed(transaction, userId, { action: "extra-time-granted", actorId: viewerId, at, detail: { cohortId: cohort.id, assignmentId, minutes } });
      granted.push(userId);
    }
    return { granted, tooLate };
  });
}
