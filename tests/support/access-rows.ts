/**
 * Who may do what: every procedure x every role, as a table.
 *
 * `stranger` is another learner who names the owner's things by their ids, `instructor` one who does the same and has
 * no cohort with the owner (somebody else has); `owner` and `admin` act on their own, and on whom they are there for. A
 * procedure may have further rows, for what is not as usual: "labs.run, shared".
 */
import { randomUUID } from "node:crypto";
import type { createCaller } from "@/server/trpc/root";

export const NOON = Date.UTC(2026, 10, 20, 12);
export const PASSWORD = "three white horses";
export const CARD = "raft.random-timeouts";
const CONCEPT = "raft";
export const OWN_CARD = { front: "What went wrong?", back: "Nothing was synced.", origin: "/labs/unique-ids" };
export const EXERCISE = "raft.x-order-of-a-write";
const CONTENT_FILE = "concepts/failure-consensus/raft.yaml";
const LAB = "unique-ids";
export const SCENARIO = "chat-messaging";
const PROGRAM = "export default () => ({});\n";
export const CALLERS = ["anonymous", "owner", "stranger", "instructor", "admin"] as const;
export type Who = (typeof CALLERS)[number];
export type Api = ReturnType<typeof createCaller>;

/** What the owner has, and others may try to reach. */
export interface Things {
  ownerId: string;
  sessionId: string;
  variantId: string;
  attemptId: string;
  eventId: string;
  /** A card that the owner made */
  ownCardId: string;
  /** A run that is done, with a recording of its first seed */
  runId: string;
  /** Another such run, which its learner shares */
  sharedRunId: string;
  /** A cohort of somebody else's, in which the owner is */
  cohortId: string;
  joinCode: string;
  /** What this cohort was given */
  homework: { assignmentId: string };
  exam: { assignmentId: string };
  /** A room that the owner runs, with somebody at its door; and two invitations that nobody has used */
  roomId: string;
  waitingId: string;
  token: string;
  invitationId: string;
}

interface Row {
  /** The outcome for anonymous, owner, stranger, instructor, admin: "ok" or the error's code. */
  outcomes: readonly [string, string, string, string, string];
  call: (api: Api, things: Things) => Promise<unknown>;
}

const EVERYBODY = ["ok", "ok", "ok", "ok", "ok"] as const;
const SIGNED_IN = ["UNAUTHORIZED", "ok", "ok", "ok", "ok"] as const;
const OWN_ONLY = ["UNAUTHORIZED", "ok", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND"] as const;
const INSTRUCTORS = ["UNAUTHORIZED", "FORBIDDEN", "FORBIDDEN", "ok", "ok"] as const;
/** About a cohort that is not the instructor's; an admin's are all. */
const OTHERS_COHORT = ["UNAUTHORIZED", "FORBIDDEN", "FORBIDDEN", "NOT_FOUND", "ok"] as const;
/** As with what is one's own, where guests may come in without an account. */
const MEMBERS_ONLY = ["NOT_FOUND", "ok", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND"] as const;
const ADMIN = ["UNAUTHORIZED", "FORBIDDEN", "FORBIDDEN", "FORBIDDEN", "ok"] as const;

const ANSWER = { type: "order" as const, sequence: [] };

export const HOMEWORK = { title: "Homework", kind: "homework", opensAt: NOON, dueAt: NOON + 3_600_000, minutes: null, attempts: 2, attemptLoss: 25, hintLoss: 10, feedback: "each-attempt" } as const;
export const EXAM = { ...HOMEWORK, title: "Exam", kind: "exam", minutes: 30, attempts: 1, attemptLoss: 0, hintLoss: null, feedback: "when-over" } as const;
const EVERYTHING = { learnerId: null, exerciseId: null };

const openHomework = async (api: Api, { homework }: Things) => (await api.exercises.assignments.openItem({ ...homework, place: 1, again: false })).opened;

async function sitExam(api: Api, { exam }: Things): Promise<string> {
  await api.exercises.assignments.start(exam);
  return (await api.exercises.assignments.exam(exam)).items[0]?.variantId ?? "";
}

export const TABLE: Record<string, Row> = {
  "accounts.signInOptions": { outcomes: EVERYBODY, call: (api) => api.accounts.signInOptions() },
  "accounts.signUp": {
    outcomes: EVERYBODY,
    call: (api) => api.accounts.signUp({ email: `${randomUUID()}@example.org`, name: "New", password: PASSWORD, timeZone: null }),
  },
  "accounts.resetLink": { outcomes: EVERYBODY, call: (api) => api.accounts.resetLink({ token: "x" }) },
  // The token is the permission; nobody has one here.
  "accounts.resetPassword": {
    outcomes: ["NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND"],
    call: (api) => api.accounts.resetPassword({ token: "x".repeat(43), password: PASSWORD }),
  },
  // Mail is off in this test.
  "accounts.requestReset": {
    outcomes: ["PRECONDITION_FAILED", "PRECONDITION_FAILED", "PRECONDITION_FAILED", "PRECONDITION_FAILED", "PRECONDITION_FAILED"],
    call: (api) => api.accounts.requestReset({ email: "somebody@example.org" }),
  },
  "accounts.settings": { outcomes: SIGNED_IN, call: (api) => api.accounts.settings() },
  "accounts.updateProfile": { outcomes: SIGNED_IN, call: (api) => api.accounts.updateProfile({ name: "Other" }) },
  "accounts.updateSchedule": {
    outcomes: SIGNED_IN,
    call: (api) => api.accounts.updateSchedule({ timeZone: "Europe/Berlin", rolloverHour: 4, newPerDay: 10, desiredRetention: 0.9 }),
  },
  "accounts.tellTimeZone": { outcomes: SIGNED_IN, call: (api) => api.accounts.tellTimeZone({ timeZone: "Europe/Berlin" }) },
  "accounts.updateTheme": { outcomes: SIGNED_IN, call: (api) => api.accounts.updateTheme({ theme: "dark" }) },
  "accounts.updateKeys": { outcomes: SIGNED_IN, call: (api) => api.accounts.updateKeys({ letterKeys: false }) },
  "accounts.changePassword": { outcomes: SIGNED_IN, call: (api) => api.accounts.changePassword({ current: PASSWORD, next: "four black horses" }) },
  "accounts.sessions": { outcomes: SIGNED_IN, call: (api) => api.accounts.sessions() },
  // Ending a session that is not one's own changes nothing: see the test below the table.
  "accounts.endSession": { outcomes: SIGNED_IN, call: (api, { sessionId }) => api.accounts.endSession({ sessionId }) },
  "accounts.endOtherSessions": { outcomes: SIGNED_IN, call: (api) => api.accounts.endOtherSessions({}) },
  "accounts.deleteAccount": { outcomes: SIGNED_IN, call: (api) => api.accounts.deleteAccount({ proof: PASSWORD }) },
  "accounts.listAccounts": { outcomes: ADMIN, call: (api) => api.accounts.listAccounts({ search: "" }) },
  "accounts.setRole": { outcomes: ADMIN, call: (api, { ownerId }) => api.accounts.setRole({ accountId: ownerId, role: "instructor" }) },
  "accounts.createResetLink": { outcomes: ADMIN, call: (api, { ownerId }) => api.accounts.createResetLink({ accountId: ownerId }) },

  "review.queue": { outcomes: SIGNED_IN, call: (api) => api.review.queue() },
  // An undo of somebody else's event goes into one's own log and changes nothing there: see below.
  "review.record": {
    outcomes: SIGNED_IN,
    call: (api, { eventId }) => api.review.record({ events: [{ kind: "undone", id: randomUUID(), cardId: CARD, at: NOON, undoes: eventId }] }),
  },
  "review.ownCards": { outcomes: SIGNED_IN, call: (api) => api.review.ownCards() },
  "review.makeOwnCard": {
    outcomes: SIGNED_IN,
    call: (api) => api.review.makeOwnCard({ ...OWN_CARD, id: randomUUID(), conceptId: CONCEPT }),
  },
  // Somebody else's card is one that there is not, and deleting what is not there changes nothing.
  "review.changeOwnCard": { outcomes: OWN_ONLY, call: (api, { ownCardId }) => api.review.changeOwnCard({ id: ownCardId, front: "Front", back: "Back" }) },
  "review.removeOwnCard": { outcomes: SIGNED_IN, call: (api) => api.review.removeOwnCard({ id: randomUUID() }) },
  "review.cardHistory": { outcomes: SIGNED_IN, call: (api) => api.review.cardHistory({ cardId: CARD }) },

  "authoring.files": { outcomes: INSTRUCTORS, call: (api) => api.authoring.files() },
  "authoring.readings": { outcomes: INSTRUCTORS, call: (api) => api.authoring.readings() },
  "authoring.file": { outcomes: INSTRUCTORS, call: (api) => api.authoring.file({ file: CONTENT_FILE }) },
  "authoring.exercise": { outcomes: INSTRUCTORS, call: (api) => api.authoring.exercise({ file: CONTENT_FILE, exerciseId: EXERCISE, variant: "1" }) },

  "authoring.reports.send": {
    outcomes: SIGNED_IN,
    call: (api) => api.authoring.reports.send({ id: randomUUID(), kind: "card", itemId: CARD, variantId: null, reason: "unclear", words: "" }),
  },
  "authoring.reports.mine": { outcomes: SIGNED_IN, call: (api) => api.authoring.reports.mine() },
  "authoring.reports.list": { outcomes: INSTRUCTORS, call: (api) => api.authoring.reports.list({}) },
  "authoring.reports.settle": {
    outcomes: ["UNAUTHORIZED", "FORBIDDEN", "FORBIDDEN", "NOT_FOUND", "NOT_FOUND"],
    call: (api) => api.authoring.reports.settle({ reportId: randomUUID(), state: "closed", reply: "" }),
  },

  "exercises.list": { outcomes: SIGNED_IN, call: (api) => api.exercises.list({}) },
  "exercises.open": { outcomes: OWN_ONLY, call: (api, { variantId }) => api.exercises.open({ exerciseId: EXERCISE, variantId }) },
  "exercises.placement.view": { outcomes: SIGNED_IN, call: (api) => api.exercises.placement.view() },
  "exercises.placement.offer": { outcomes: SIGNED_IN, call: (api) => api.exercises.placement.offer() },
  "exercises.placement.start": { outcomes: SIGNED_IN, call: (api) => api.exercises.placement.start() },
  "exercises.placement.answer": {
    outcomes: ["UNAUTHORIZED", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND"],
    call: (api) => api.exercises.placement.answer({ placementId: "none", place: 1, answerId: randomUUID(), answer: null }),
  },
  "exercises.hint": { outcomes: ["UNAUTHORIZED", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND"], call: (api) => api.exercises.hint({ variantId: "none", number: 1 }) },
  "exercises.submit": {
    outcomes: OWN_ONLY,
    call: (api, { variantId, attemptId }) => api.exercises.submit({ variantId, attemptId, answer: ANSWER }),
  },
  "exercises.feedback": { outcomes: OWN_ONLY, call: (api, { attemptId }) => api.exercises.feedback({ attemptId }) },

  "exercises.assignments.mine": { outcomes: SIGNED_IN, call: (api) => api.exercises.assignments.mine() },
  "exercises.assignments.view": { outcomes: OWN_ONLY, call: (api, { homework }) => api.exercises.assignments.view(homework) },
  "exercises.assignments.openItem": { outcomes: OWN_ONLY, call: openHomework },
  "exercises.assignments.hint": {
    outcomes: ["UNAUTHORIZED", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND"],
    call: (api, { homework }) => api.exercises.assignments.hint({ ...homework, variantId: "none", number: 1 }),
  },
  "exercises.assignments.submit": {
    outcomes: OWN_ONLY,
    call: async (api, things) => {
      const { variantId, body } = await openHomework(api, things);
      const sequence = body.type === "order" ? body.items.map(({ key }) => key) : [];
      return api.exercises.assignments.submit({ ...things.homework, variantId, attemptId: randomUUID(), answer: { type: "order", sequence } });
    },
  },
  "exercises.assignments.start": { outcomes: OWN_ONLY, call: (api, { exam }) => api.exercises.assignments.start(exam) },
  "exercises.assignments.exam": { outcomes: OWN_ONLY, call: sitExam },
  "exercises.assignments.save": {
    outcomes: OWN_ONLY,
    call: async (api, things) => api.exercises.assignments.save({ ...things.exam, variantId: await sitExam(api, things), answer: ANSWER, number: 1 }),
  },
  "exercises.assignments.clock": { outcomes: OWN_ONLY, call: (api, { exam }) => api.exercises.assignments.clock(exam) },
  "exercises.assignments.handIn": {
    outcomes: OWN_ONLY,
    call: async (api, things) => {
      await sitExam(api, things);
      return api.exercises.assignments.handIn(things.exam);
    },
  },

  "labs.list": { outcomes: SIGNED_IN, call: (api) => api.labs.list() },
  "labs.open": { outcomes: SIGNED_IN, call: (api) => api.labs.open({ labId: LAB }) },
  "labs.submitRun": {
    outcomes: SIGNED_IN,
    call: (api) => api.labs.submitRun({ runId: randomUUID(), labId: LAB, program: PROGRAM }),
  },
  "labs.watchRun": {
    outcomes: OWN_ONLY,
    call: async (api, { runId }) => (await api.labs.watchRun({ runId }))[Symbol.asyncIterator]().next(),
  },
  "labs.runs": { outcomes: SIGNED_IN, call: (api) => api.labs.runs({}) },
  "labs.run": { outcomes: OWN_ONLY, call: (api, { runId }) => api.labs.run({ runId }) },
  "labs.excerpt": { outcomes: OWN_ONLY, call: (api, { runId }) => api.labs.excerpt({ runId, n: 1, check: "unique" }) },
  "labs.shareRun": { outcomes: OWN_ONLY, call: (api, { runId }) => api.labs.shareRun({ runId, shared: true }) },
  "labs.run, shared": { outcomes: SIGNED_IN, call: (api, { sharedRunId }) => api.labs.run({ runId: sharedRunId }) },
  "labs.excerpt, shared": { outcomes: SIGNED_IN, call: (api, { sharedRunId }) => api.labs.excerpt({ runId: sharedRunId, n: 1, check: "unique" }) },
  "labs.watchRun, shared": {
    outcomes: OWN_ONLY,
    call: async (api, { sharedRunId }) => (await api.labs.watchRun({ runId: sharedRunId }))[Symbol.asyncIterator]().next(),
  },
  "labs.shareRun, taken back": { outcomes: OWN_ONLY, call: (api, { sharedRunId }) => api.labs.shareRun({ runId: sharedRunId, shared: false }) },
  "labs.draft": { outcomes: SIGNED_IN, call: (api) => api.labs.draft({ labId: LAB }) },
  "labs.setTest": { outcomes: SIGNED_IN, call: (api) => api.labs.setTest({ labId: LAB, n: 7, check: "unique", saved: true }) },
  "labs.saveDraft": { outcomes: SIGNED_IN, call: (api) => api.labs.saveDraft({ labId: LAB, text: PROGRAM, revision: 0 }) },

  "cohorts.list": { outcomes: INSTRUCTORS, call: (api) => api.cohorts.list() },
  "cohorts.make": { outcomes: INSTRUCTORS, call: (api) => api.cohorts.make({ name: "A cohort" }) },
  "cohorts.overview, one's own": {
    outcomes: INSTRUCTORS,
    call: async (api) => api.cohorts.overview(await api.cohorts.make({ name: "A cohort" })),
  },
  "cohorts.rename": { outcomes: OTHERS_COHORT, call: (api, { cohortId }) => api.cohorts.rename({ cohortId, name: "Renamed" }) },
  "cohorts.archive": { outcomes: OTHERS_COHORT, call: (api, { cohortId }) => api.cohorts.archive({ cohortId, archived: true }) },
  "cohorts.renewCode": { outcomes: OTHERS_COHORT, call: (api, { cohortId }) => api.cohorts.renewCode({ cohortId }) },
  "cohorts.expireCode": { outcomes: OTHERS_COHORT, call: (api, { cohortId }) => api.cohorts.expireCode({ cohortId }) },
  "cohorts.removeMember": { outcomes: OTHERS_COHORT, call: (api, { cohortId, ownerId }) => api.cohorts.removeMember({ cohortId, learnerId: ownerId }) },
  "cohorts.setFinished": {
    outcomes: OTHERS_COHORT,
    call: (api, { cohortId, ownerId }) => api.cohorts.setFinished({ cohortId, learnerId: ownerId, finished: true }),
  },
  "cohorts.overview": { outcomes: OTHERS_COHORT, call: (api, { cohortId }) => api.cohorts.overview({ cohortId }) },
  "cohorts.assignments.list": { outcomes: OTHERS_COHORT, call: (api, { cohortId }) => api.cohorts.assignments.list({ cohortId }) },
  "cohorts.assignments.give": { outcomes: OTHERS_COHORT, call: (api, { cohortId }) => api.cohorts.assignments.give({ cohortId, ...HOMEWORK, exerciseIds: [EXERCISE] }) },
  "cohorts.assignments.withdraw": { outcomes: OTHERS_COHORT, call: (api, { cohortId, homework }) => api.cohorts.assignments.withdraw({ cohortId, ...homework }) },
  "cohorts.assignments.results": { outcomes: OTHERS_COHORT, call: (api, { cohortId, homework }) => api.cohorts.assignments.results({ cohortId, ...homework }) },
  "cohorts.assignments.items": { outcomes: OTHERS_COHORT, call: (api, { cohortId, homework }) => api.cohorts.assignments.items({ cohortId, ...homework }) },
  "cohorts.items.list": { outcomes: INSTRUCTORS, call: (api) => api.cohorts.items.list({ use: "practice" }) },
  "cohorts.items.item": { outcomes: INSTRUCTORS, call: (api) => api.cohorts.items.item({ use: "practice", exerciseId: EXERCISE }) },
  "cohorts.assignments.csv": { outcomes: OTHERS_COHORT, call: (api, { cohortId, homework }) => api.cohorts.assignments.csv({ cohortId, ...homework }) },
  "cohorts.assignments.grantTime": {
    outcomes: OTHERS_COHORT,
    call: (api, { cohortId, homework, ownerId }) => api.cohorts.assignments.grantTime({ cohortId, ...homework, learnerIds: [ownerId], minutes: 5 }),
  },
  "cohorts.assignments.previewRegrade": { outcomes: OTHERS_COHORT, call: (api, { cohortId, homework }) => api.cohorts.assignments.previewRegrade({ cohortId, ...homework, ...EVERYTHING }) },
  "cohorts.assignments.applyRegrade": {
    outcomes: OTHERS_COHORT,
    call: async (api, { cohortId, homework }) => {
      const scope = { cohortId, ...homework, ...EVERYTHING };
      return api.cohorts.assignments.applyRegrade({ ...scope, digest: (await api.cohorts.assignments.previewRegrade(scope)).digest });
    },
  },
  "cohorts.mastery": { outcomes: OTHERS_COHORT, call: (api, { cohortId }) => api.cohorts.mastery({ cohortId }) },
  "cohorts.csv": { outcomes: OTHERS_COHORT, call: (api, { cohortId }) => api.cohorts.csv({ cohortId }) },
  "cohorts.learner": { outcomes: OTHERS_COHORT, call: (api, { cohortId, ownerId }) => api.cohorts.learner({ cohortId, learnerId: ownerId }) },
  "cohorts.run": { outcomes: OTHERS_COHORT, call: (api, { cohortId, ownerId, runId }) => api.cohorts.run({ cohortId, learnerId: ownerId, runId }) },
  "cohorts.excerpt": {
    outcomes: OTHERS_COHORT,
    call: (api, { cohortId, ownerId, runId }) => api.cohorts.excerpt({ cohortId, learnerId: ownerId, runId, n: 1, check: "unique" }),
  },
  "cohorts.attempt": {
    outcomes: OTHERS_COHORT,
    call: (api, { cohortId, ownerId, attemptId }) => api.cohorts.attempt({ cohortId, learnerId: ownerId, attemptId }),
  },
  "cohorts.invitation": { outcomes: SIGNED_IN, call: (api, { joinCode }) => api.cohorts.invitation({ code: joinCode }) },
  "cohorts.join": { outcomes: SIGNED_IN, call: (api, { joinCode }) => api.cohorts.join({ code: joinCode }) },
  // Leaving a cohort that one is not in changes nothing: see the test below the table.
  "cohorts.leave": { outcomes: SIGNED_IN, call: (api, { cohortId }) => api.cohorts.leave({ cohortId }) },
  "cohorts.mine": { outcomes: SIGNED_IN, call: (api) => api.cohorts.mine() },
  // Who may do what within a room is a table of its own: interviews-access.test.ts.
  "interviews.scenarios": { outcomes: SIGNED_IN, call: (api) => api.interviews.scenarios() },
  "interviews.rooms": { outcomes: SIGNED_IN, call: (api) => api.interviews.rooms() },
  "interviews.openRoom": { outcomes: SIGNED_IN, call: (api) => api.interviews.openRoom({ scenarioId: SCENARIO, scheduledAt: null }) },
  "interviews.invite": { outcomes: OWN_ONLY, call: (api, { roomId }) => api.interviews.invite({ roomId, role: "candidate", label: "", days: 7 }) },
  "interviews.revokeInvitation": { outcomes: OWN_ONLY, call: (api, { roomId, invitationId }) => api.interviews.revokeInvitation({ roomId, invitationId }) },
  // The token is the permission.
  "interviews.invitation": { outcomes: EVERYBODY, call: (api, { token }) => api.interviews.invitation({ token }) },
  "interviews.accept": { outcomes: EVERYBODY, call: (api, { token }) => api.interviews.accept({ token, name: "Guest" }) },
  "interviews.room": { outcomes: MEMBERS_ONLY, call: (api, { roomId }) => api.interviews.room({ roomId }) },
  "interviews.door": { outcomes: OWN_ONLY, call: (api, { roomId }) => api.interviews.door({ roomId }) },
  "interviews.admit": { outcomes: OWN_ONLY, call: (api, { roomId, waitingId: memberId }) => api.interviews.admit({ roomId, memberId }) },
  "interviews.remove": { outcomes: OWN_ONLY, call: (api, { roomId, waitingId: memberId }) => api.interviews.remove({ roomId, memberId }) },
  "interviews.console": { outcomes: OWN_ONLY, call: (api, { roomId }) => api.interviews.console({ roomId }) },
  // No live-rooms process is there in this test.
  "interviews.ticket": {
    outcomes: ["NOT_FOUND", "SERVICE_UNAVAILABLE", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND"],
    call: (api, { roomId }) => api.interviews.ticket({ roomId, clientId: null }),
  },
  "interviews.report": { outcomes: MEMBERS_ONLY, call: (api, { roomId }) => api.interviews.report({ roomId }) },
  "interviews.writeReport": { outcomes: OWN_ONLY, call: (api, { roomId }) => api.interviews.writeReport({ roomId, keep: "", change: "" }) },
  // The owner's interview has not ended.
  "interviews.shareReport": {
    outcomes: ["UNAUTHORIZED", "CONFLICT", "NOT_FOUND", "NOT_FOUND", "NOT_FOUND"],
    call: (api, { roomId }) => api.interviews.shareReport({ roomId }),
  },
  "interviews.replay": { outcomes: MEMBERS_ONLY, call: (api, { roomId }) => api.interviews.replay({ roomId }) },

  "today.landing": { outcomes: EVERYBODY, call: (api) => api.today.landing() },
  "today.badge": { outcomes: SIGNED_IN, call: (api) => api.today.badge() },
  "today.dueExercises": { outcomes: SIGNED_IN, call: (api) => api.today.dueExercises() },
  "today.overview": { outcomes: SIGNED_IN, call: (api) => api.today.overview() },
  "today.choosePlan": { outcomes: SIGNED_IN, call: (api) => api.today.choosePlan({ planId: "thirty-days" }) },
  "today.search": { outcomes: SIGNED_IN, call: (api) => api.today.search({ query: "raft" }) },
  "today.library": { outcomes: SIGNED_IN, call: (api) => api.today.library() },
  "today.glossary": { outcomes: SIGNED_IN, call: (api) => api.today.glossary() },
  "today.topic": { outcomes: SIGNED_IN, call: (api) => api.today.topic({ id: "resilience" }) },
  "today.concept": { outcomes: SIGNED_IN, call: (api) => api.today.concept({ id: "raft" }) },
  "today.progress": { outcomes: SIGNED_IN, call: (api) => api.today.progress() },
};
