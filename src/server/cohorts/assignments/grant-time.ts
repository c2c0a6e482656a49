import type { GrantTimeOutput } from "@/contracts/cohorts/assignments";
import { overForAllAt, phaseOf } from "@/domain/exercises/assignments/assignment";
import { addMinutes, listSittings, lockAssignment, lockSitting, type StoredAssignment } from "../../exercises/assignments/assignment-store";
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
 * Grants minutes to learners before they start or while they answer; all of them at once, and written down. Nobody
 * gets any whose time is over, and nobody at all once it is over for everybody: feedback is being given out then.
 */
export async function grantTime({ clock, database }: SettleTools, { assignment, viewerId, learnerIds, minutes }: Grant): Promise<GrantTimeOutput> {
  const { id: assignmentId, cohort, terms } = assignment;
  return retryTransaction(database, async (transaction) => {
    await lockAssignment(transaction, assignmentId);
    const isOver = clock() >= overForAllAt(terms, await listSittings(transaction, assignmentId));
    const granted: string[] = [];
    const tooLate: string[] = [];
    for (const userId of [...new Set(learnerIds)].sort()) {
      if (!(await isMember(transaction, { cohortId: cohort.id, userId }))) continue;
      const sitting = await lockSitting(transaction, { assignmentId, userId });
      const at = clock();
      if (isOver || phaseOf(terms, sitting, at) === "over") {
        tooLate.push(userId);
        continue;
      }
      await addMinutes(transaction, { assignmentId, userId }, minutes);
      await recordDeed(transaction, userId, { action: "extra-time-granted", actorId: viewerId, at, detail: { cohortId: cohort.id, assignmentId, minutes } });
      granted.push(userId);
    }
    return { granted, tooLate };
  });
}
