/** What crosses the border of cohorts. Times are milliseconds since the epoch, shares 0..1, and what is unknown is null. */
import { z } from "zod";
import type { Flag as DomainFlag } from "@/domain/cohorts/flags";
import { ExcerptInput, RunId, RunListItem } from "../labs/labs";

export const COHORT_NAME_LENGTH_MAX = 80;
/** Learners of one cohort. */
export const MEMBERS_MAX = 200;
/** Cohorts of one instructor, archived ones included. */
export const COHORTS_MAX = 100;
/** Newest answers, and newest looks, that a page lists. */
export const LISTED_ANSWERS_MAX = 50;
export const LISTED_LOOKS_MAX = 50;

const Id = z.string().min(1).max(64);
const CohortName = z.string().trim().min(1, "Type a name.").max(COHORT_NAME_LENGTH_MAX, `At most ${COHORT_NAME_LENGTH_MAX} characters.`);
const Share = z.number().min(0).max(1);
const Titled = z.strictObject({ id: z.string(), title: z.string() });

export const CohortInput = z.strictObject({ cohortId: Id });
export const MemberInput = z.strictObject({ cohortId: Id, learnerId: Id });
export const MakeCohortInput = z.strictObject({ name: CohortName });
export const RenameCohortInput = z.strictObject({ cohortId: Id, name: CohortName });
export const ArchiveCohortInput = z.strictObject({ cohortId: Id, archived: z.boolean() });
export const SetFinishedInput = z.strictObject({ cohortId: Id, learnerId: Id, finished: z.boolean() });

export const CohortSummary = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Whose it is; admins see those of others too */
  instructor: z.string(),
  isOwn: z.boolean(),
  members: z.number().int(),
  createdAt: z.number().int(),
  archivedAt: z.number().int().nullable(),
  /** As it is read out, and until when somebody can join with it; null: nobody can */
  code: z.strictObject({ spelt: z.string(), expiresAt: z.number().int() }).nullable(),
});
export type CohortSummary = z.infer<typeof CohortSummary>;
export const ListCohortsOutput = z.strictObject({ cohorts: z.array(CohortSummary) });

/** Recall as observed and as predicted just before, over the same reviews. */
const Retention = z.strictObject({ reviews: z.number().int(), observed: Share.nullable(), predicted: Share.nullable() });
export type Retention = z.infer<typeof Retention>;

/** A flag of src/domain/cohorts/flags.ts, with the titles of what it is about. */
export const Flag = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("not-started"), days: z.number().int() }),
  z.strictObject({ kind: z.literal("inactive"), days: z.number().int() }),
  z.strictObject({ kind: z.literal("lab-stuck"), lab: Titled, check: z.string(), runs: z.number().int(), runId: z.string() }),
  z.strictObject({ kind: z.literal("overdue"), cards: z.number().int(), loadDays: z.number() }),
  z.strictObject({ kind: z.literal("below-prediction"), observed: Share, predicted: Share, reviews: z.number().int() }),
  z.strictObject({ kind: z.literal("same-mistake"), exercise: Titled, answers: z.number().int(), attemptId: z.string() }),
]) satisfies z.ZodType<{ kind: DomainFlag["kind"] }>;
export type Flag = z.infer<typeof Flag>;

export const LearnerStanding = z.strictObject({
  id: z.string(),
  /** The e-mail address where no name was given */
  name: z.string(),
  email: z.string(),
  joinedAt: z.number().int(),
  finishedAt: z.number().int().nullable(),
  lastActiveAt: z.number().int().nullable(),
  /** Answers to cards of 7 study days */
  weekReviews: z.number().int(),
  /** Of 7 study days and of 14 */
  week: Retention,
  fortnight: Retention,
  overdue: z.strictObject({ cards: z.number().int(), loadDays: z.number() }),
  exercises: z.strictObject({ tried: z.number().int(), right: z.number().int(), attempts: z.number().int() }),
  labs: z.strictObject({ tried: z.number().int(), passed: z.number().int() }),
  /** Held to their end, as the candidate */
  interviews: z.number().int(),
  /** The most urgent first */
  flags: z.array(Flag),
});
export type LearnerStanding = z.infer<typeof LearnerStanding>;

export const CohortOverview = z.strictObject({
  cohort: CohortSummary,
  now: z.number().int(),
  /** In the order of their names */
  learners: z.array(LearnerStanding),
  /** How many there are to be met */
  totals: z.strictObject({ exercises: z.number().int(), labs: z.number().int() }),
});
export type CohortOverview = z.infer<typeof CohortOverview>;

export const CohortMastery = z.strictObject({
  /** Concepts with evidence first */
  concepts: z.array(z.strictObject({ id: z.string(), title: z.string(), mean: Share.nullable(), learners: z.number().int() })),
  /** In the order of the overview; a cell a concept */
  learners: z.array(
    z.strictObject({ id: z.string(), name: z.string(), cells: z.array(z.strictObject({ recall: Share, cards: z.number().int() }).nullable()) }),
  ),
});
export type CohortMastery = z.infer<typeof CohortMastery>;

export const LearnerWork = z.strictObject({
  cohort: CohortSummary,
  now: z.number().int(),
  learner: LearnerStanding,
  totals: CohortOverview.shape.totals,
  /** Concepts with content, in the order of teaching */
  concepts: z.array(z.strictObject({ id: z.string(), title: z.string(), recall: Share.nullable(), reviewedCards: z.number().int(), cards: z.number().int() })),
  /** Newest first */
  answers: z.array(z.strictObject({ attemptId: z.string(), exercise: Titled, score: Share, at: z.number().int(), saidHtml: z.string().nullable() })),
  runs: z.array(z.strictObject({ run: RunListItem, lab: Titled, failed: z.array(z.string()) })),
});
export type LearnerWork = z.infer<typeof LearnerWork>;

export const MemberRunInput = MemberInput.extend({ runId: RunId });
export const MemberExcerptInput = MemberRunInput.extend(ExcerptInput.omit({ runId: true }).shape);
export const MemberAttemptInput = MemberInput.extend({ attemptId: z.uuid() });

export const CsvOutput = z.strictObject({ fileName: z.string(), text: z.string() });

/** As somebody types it, or as it stands in a link. */
export const JoinCodeInput = z.strictObject({ code: z.string().max(40) });
export const InvitationOutput = z.strictObject({
  cohortId: z.string(),
  name: z.string(),
  instructor: z.string(),
  standing: z.enum(["invited", "member", "instructor"]),
});
export type InvitationOutput = z.infer<typeof InvitationOutput>;
export const JoinOutput = z.strictObject({ cohortId: z.string() });

export const LOOK_KINDS = ["learner", "run", "recording", "attempt", "export"] as const;

export const MyCohortsOutput = z.strictObject({
  cohorts: z.array(z.strictObject({ id: z.string(), name: z.string(), instructor: z.string(), joinedAt: z.number().int(), archived: z.boolean() })),
  /** Who looked at one's own work, newest first */
  looks: z.array(
    z.strictObject({
      id: z.string(),
      at: z.number().int(),
      /** Null: the account is gone */
      by: z.string().nullable(),
      kind: z.enum(LOOK_KINDS),
      /** The lab or the exercise that was looked at */
      about: z.string().nullable(),
    }),
  ),
});
export type MyCohortsOutput = z.infer<typeof MyCohortsOutput>;
