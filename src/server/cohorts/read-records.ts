/** Everything that the figures of a cohort are made from, read for all of its learners at once. */
import { SAME_MISTAKE_ANSWERS } from "@/domain/cohorts/flags";
import type { LearnerRecord } from "@/domain/cohorts/learner-record";
import { FORTNIGHT_DAYS } from "@/domain/cohorts/standing";
import { type Instant, instant } from "@/domain/kernel/instant";
import { replayLog } from "@/domain/review/card-log";
import type { CardMemory } from "@/domain/review/card-memory";
import { DAY_MS, studyDayOf } from "@/domain/review/study-day";
import type { Catalog } from "../catalog/catalog";
import type { Database } from "../platform/database";
import { studyCalendar } from "../platform/time-zone";
import { readLogsAnsweredSince } from "../review/event-store";
import { fsrsScheduler } from "../review/fsrs-scheduler";
import { listMemoriesOf } from "../review/memory-store";
import type { StoredMember } from "./cohort-store";
import { interviewNumbersOf } from "./interview-numbers-store";
import { exerciseAnswersOf, labRunsOf, lastActivity } from "./record-store";

/** No study day of FORTNIGHT_DAYS begins earlier than that, wherever the learner lives. */
const FORTNIGHT_MS = (FORTNIGHT_DAYS + 2) * DAY_MS;

export interface MemberRecord {
  readonly member: StoredMember;
  readonly record: LearnerRecord;
  /** By card id. */
  readonly memories: ReadonlyMap<string, CardMemory>;
}

/** Records in the order of the members. Cards, exercises and labs that left the catalogue are not in them. */
export async function readRecords(
  { database, catalog }: { database: Database; catalog: Catalog },
  members: readonly StoredMember[],
  now: Instant,
): Promise<MemberRecord[]> {
  const userIds = members.map(({ userId }) => userId);
  const [memories, logs, exercises, labs, interviews, activity] = await Promise.all([
    listMemoriesOf(database, userIds),
    readLogsAnsweredSince(database, { userIds, since: instant(now - FORTNIGHT_MS) }),
    exerciseAnswersOf(database, userIds, SAME_MISTAKE_ANSWERS),
    labRunsOf(database, userIds),
    interviewNumbersOf(database, userIds),
    lastActivity(database, userIds),
  ]);
  return members.map((member) => {
    const { userId, joinedAt, finishedAt, retention } = member;
    const taught = new Map([...(memories.get(userId) ?? [])].filter(([cardId]) => catalog.cards.has(cardId)));
    const taughtLogs = [...(logs.get(userId) ?? [])].filter(([cardId]) => catalog.cards.has(cardId));
    const record: LearnerRecord = {
      joinedAt,
      finishedAt,
      today: studyDayOf(now, studyCalendar(member)),
      retention,
      lastActiveAt: latest(activity.get(userId), interviews.get(userId)?.lastStartedAt),
      memories: [...taught.values()],
      recentLogs: taughtLogs.map(([, log]) => replayLog(log, fsrsScheduler)),
      exercises: (exercises.get(userId) ?? []).filter(({ exerciseId }) => catalog.exercises.has(exerciseId)),
      labs: (labs.get(userId) ?? []).filter(({ labId }) => catalog.labs.has(labId)),
      interviews: interviews.get(userId)?.held ?? 0,
    };
    return { member, record, memories: taught };
  });
}

const latest = (...times: (Instant | undefined)[]): Instant | null => times.reduce<Instant | null>((last, at) => (at === undefined || (last !== null && last >= at) ? last : at), null);
