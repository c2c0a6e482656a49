/** What reviewing needs to know of a learner: their calendar and the settings of their study. */
import type { StudyCalendar } from "@/domain/review/study-day";
import type { Database, Transaction } from "../platform/database";
import { studyCalendar } from "../platform/time-zone";

export interface Learner {
  readonly userId: string;
  readonly calendar: StudyCalendar;
  /** Desired retention, 0..1. */
  readonly retention: number;
  readonly newPerDay: number;
  readonly planId: string | null;
}

/** The concepts that the learner's last placement test took as known: their new cards come after all others. */
export async function takenAsKnown(database: Database, userId: string): Promise<Set<string>> {
  const placement = await database.placement.findFirst({ where: { userId, finishedAt: { not: null } }, orderBy: { startedAt: "desc" }, select: { known: true } });
  return new Set(placement?.known);
}

/** The learner as they are set now. Throws if the account is gone. */
export async function getLearner(connection: Database | Transaction, userId: string): Promise<Learner> {
  const { timeZone, rolloverHour, desiredRetention, newPerDay, planId } = await connection.user.findUniqueOrThrow({
    where: { id: userId },
    select: { timeZone: true, rolloverHour: true, desiredRetention: true, newPerDay: true, planId: true },
  });
  return { userId, calendar: studyCalendar({ timeZone, rolloverHour }), retention: desiredRetention, newPerDay, planId };
}
