/** The demo cohort and its played learners, as the database keeps them. */
import { randomBytes } from "node:crypto";
import { JOIN_CODE_BYTES, joinCodeFrom } from "../../src/domain/cohorts/join-code";
import { type Instant, instant } from "../../src/domain/kernel/instant";
import { findLab } from "../../src/domain/labs/catalogue";
import { DAY_MS } from "../../src/domain/review/study-day";
import { ENGINE_VERSION } from "../../src/domain/simulator/engine-version";
import { programHash } from "../../src/sandbox/program-hash";
import { findCohort, insertCohort } from "../../src/server/cohorts/cohort-store";
import { findAssignment, insertAssignment, listOfCohort, lockSitting, setReleased, updateSitting } from "../../src/server/exercises/assignments/assignment-store";
import { insertAttempt, insertVariant } from "../../src/server/exercises/exercise-store";
import { insertExcerpts } from "../../src/server/labs/excerpt-store";
import type { Database, Transaction } from "../../src/server/platform/database";
import { gzipJson } from "../../src/server/platform/gzip-json";
import { uuidFromWords } from "../../src/server/platform/uuid-from-words";
import { insertEvents } from "../../src/server/review/event-store";
import { saveMemories } from "../../src/server/review/memory-store";
import { type Assigned, overAt } from "./assigned";
import type { Character } from "./characters";
import { type PlayedLearner, type PlayedRun, RETENTION, ROLLOVER_HOUR } from "./play-learner";

export const DEMO_COHORT_ID = "demo-cohort";
const COHORT_NAME = "Backend guild";
/** A domain that can never get mail (RFC 2606). */
const DEMO_DOMAIN = "demo.invalid";
const COHORT_AGE_MS = 45 * DAY_MS;
const CODE_MS = 14 * DAY_MS;
/** PostgreSQL takes 65,535 values in one statement. */
const EVENTS_PER_STATEMENT = 2_000;
const JUDGED_AFTER_MS = 60_000;

export const demoLearnerEmail = ({ slug }: Pick<Character, "slug">): string => `${slug}@${DEMO_DOMAIN}`;

/** The demo instructor's cohort, made if there is none; null without a demo instructor. */
export async function ensureDemoCohort(database: Database, now: Instant): Promise<string | null> {
  if ((await findCohort(database, { cohortId: DEMO_COHORT_ID, ownerId: null })) !== null) return DEMO_COHORT_ID;
  const owner = await database.user.findFirst({ where: { isDemo: true, role: "instructor" }, select: { id: true } });
  if (owner === null) return null;
  await insertCohort(database, {
    id: DEMO_COHORT_ID,
    ownerId: owner.id,
    name: COHORT_NAME,
    joinCode: joinCodeFrom(randomBytes(JOIN_CODE_BYTES)),
    codeExpiresAt: instant(now + CODE_MS),
    createdAt: instant(now - COHORT_AGE_MS),
  });
  return DEMO_COHORT_ID;
}

/** Gives the demo cohort what it does not have yet. */
export async function ensureAssigned(database: Database, assigned: readonly Assigned[]): Promise<void> {
  for (const assignment of assigned) {
    await database.$transaction(async (transaction) => {
      if ((await findAssignment(transaction, assignment.id)) !== null) return;
      const { id, title, terms, exerciseIds } = assignment;
      await insertAssignment(transaction, { id, title, terms, exerciseIds, cohort: { id: DEMO_COHORT_ID, name: COHORT_NAME }, createdAt: terms.opensAt });
      await setReleased(transaction, id, overAt(assignment));
    });
  }
}

/** What the demo cohort was given and still has. */
export async function listAssigned(database: Database): Promise<Assigned[]> {
  return (await listOfCohort(database, DEMO_COHORT_ID)).filter(({ id }) => id.startsWith("demo-"));
}

/** The e-mails of learners that are there already: whoever was played once is not played again, also not after being removed. */
export async function playedEmails(database: Database, emails: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await database.user.findMany({ where: { email: { in: [...emails] } }, select: { email: true } });
  return new Set(rows.map(({ email }) => email));
}

/** Writes a played learner, all or nothing. */
export async function insertPlayed(transaction: Transaction, character: Character, played: PlayedLearner, now: Instant): Promise<void> {
  const { slug, name, timeZone, newPerDay, finishedDaysAgo } = character;
  const userId = uuidFromWords(`demo learner ${slug}`);
  const joinedAt = new Date(played.joinedAt);
  await transaction.user.create({
    data: { id: userId, email: demoLearnerEmail(character), name, isDemo: true, createdAt: joinedAt, timeZone, rolloverHour: ROLLOVER_HOUR, newPerDay, desiredRetention: RETENTION },
    select: { id: true },
  });
  const finishedAt = finishedDaysAgo === undefined ? null : new Date(now - finishedDaysAgo * DAY_MS);
  await transaction.cohortMember.create({ data: { cohortId: DEMO_COHORT_ID, userId, joinedAt, finishedAt } });
  for (let from = 0; from < played.events.length; from += EVENTS_PER_STATEMENT) {
    await insertEvents(transaction, { userId, receivedAt: now, events: played.events.slice(from, from + EVENTS_PER_STATEMENT) });
  }
  if (played.memories.size > 0) await saveMemories(transaction, userId, played.memories);
  for (const { assignmentId, startedAt, handedInAt } of played.sittings) {
    await lockSitting(transaction, { assignmentId, userId });
    await updateSitting(transaction, { assignmentId, userId }, { startedAt, handedInAt, settledAt: handedInAt });
  }
  for (const { attempt, seed, contentHash, drawnHash, openedAt } of played.answers) {
    const { variantId: id, exerciseId, assignmentId } = attempt;
    await insertVariant(transaction, { id, exerciseId, seed, contentHash, drawnHash, hintsTaken: 0, assignmentId, userId, createdAt: openedAt });
    await insertAttempt(transaction, { ...attempt, userId });
  }
  for (const run of played.runs) await insertPlayedRun(transaction, userId, run);
}

/** A run that was judged elsewhere than in the queue: it never waits. */
async function insertPlayedRun(transaction: Transaction, userId: string, { id, lab, number, program, submittedAt, outcome, excerpts, brought }: PlayedRun): Promise<void> {
  const { marks, verdict, reason, seeds, reproducible, cpuSeconds, judgeVersion } = outcome;
  await transaction.labRun.create({
    data: {
      ...{ id, userId, labId: lab, number, program, marks, reason, reproducible, cpuSeconds, judgeVersion },
      labVersion: findLab(lab)?.version ?? 0,
      engineVersion: ENGINE_VERSION,
      programHash: programHash(program),
      seedsWanted: seeds.length,
      state: "done",
      priority: 0,
      submittedAt: new Date(submittedAt),
      startedAt: new Date(submittedAt),
      finishedAt: new Date(submittedAt + JUDGED_AFTER_MS),
      lease: 1,
      attempts: 1,
      ...(verdict === null ? {} : { verdict: JSON.parse(JSON.stringify(verdict)) as object }),
      seeds: gzipJson(seeds),
      brought: [...brought],
    },
    select: { id: true },
  });
  await insertExcerpts(transaction, id, excerpts);
}
