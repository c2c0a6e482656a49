/** Of live interviews only what the figures of a cohort need. */
import { type Instant, instant } from "@/domain/kernel/instant";
import type { Database } from "../platform/database";

export interface InterviewNumbers {
  /** Rooms that were started and ended with the learner as their candidate. */
  readonly held: number;
  /** When the last room began in which the learner was the candidate. */
  readonly lastStartedAt: Instant;
}

/** By learner; who was no candidate in any room that began is not in it. */
export async function interviewNumbersOf(database: Database, userIds: readonly string[]): Promise<Map<string, InterviewNumbers>> {
  const rows = await database.$queryRaw<{ userId: string; held: number; lastStartedAt: Date }[]>`
    SELECT member.user_id AS "userId", count(room.ended_at)::int AS held, max(room.started_at) AS "lastStartedAt"
    FROM room_member AS member JOIN interview_room AS room ON room.id = member.room_id
    WHERE member.user_id = ANY(${[...userIds]}) AND member.role = 'candidate' AND member.state = 'admitted' AND room.started_at IS NOT NULL
    GROUP BY member.user_id`;
  return new Map(rows.map(({ userId, held, lastStartedAt }) => [userId, { held, lastStartedAt: instant(lastStartedAt.getTime()) }]));
}
