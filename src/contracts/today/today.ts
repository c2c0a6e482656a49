/** What the reading slice shows: the day, the library, progress, search. It reads every other slice and changes none. */
import { z } from "zod";
import { ContentId, Reference } from "../review/review";

const TopicRef = z.strictObject({ id: z.string(), title: z.string() });
const ConceptRef = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** False for concepts of the list that have no content: they are named, not linked. */
  written: z.boolean(),
});

/** Mean predicted recall over the cards that have been reviewed; null when none has: unknown is not zero. */
const Recall = z.number().min(0).max(1).nullable();

/** A concept beside another, with how much of it stays with the learner. */
const ConceptNear = z.strictObject({ ...ConceptRef.shape, recall: Recall, seenCards: z.number().int(), cards: z.number().int() });
export type ConceptNear = z.infer<typeof ConceptNear>;

/** A common sentence that misleads, and what is right. */
const Misquoted = z.strictObject({ quotedHtml: z.string(), correctHtml: z.string() });

/** Where concepts are put to work. Of a scenario no more than its list tells. */
const Appearances = z.strictObject({
  labs: z.array(z.strictObject({ id: z.string(), title: z.string(), minutes: z.number().int() })),
  interviews: z.array(z.strictObject({ id: z.string(), title: z.string(), minutes: z.number().int() })),
});
export type Appearances = z.infer<typeof Appearances>;

export const BadgeOutput = z.strictObject({ dueCards: z.number().int() });

const DayCount = z.strictObject({ day: z.number().int(), count: z.number().int() });

/** An exercise worth doing today, with the reason. */
const WorthDoing = z.strictObject({ id: z.string(), title: z.string(), about: z.string(), why: z.string(), minutes: z.number() });

/** What is about to be forgotten: how many exercises, and the most forgotten of them. */
export const DueExercises = z.strictObject({ count: z.int(), exercises: z.array(WorthDoing) });
export type DueExercises = z.infer<typeof DueExercises>;

export const OverviewOutput = z.strictObject({
  /** Study day number of today; days elsewhere are numbered alike. */
  today: z.number().int(),
  /** True until the first answer was recorded. */
  isFirstDay: z.boolean(),
  cards: z.strictObject({
    due: z.number().int(),
    fresh: z.number().int(),
    minutes: z.number().int(),
    byTopic: z.array(z.strictObject({ topic: TopicRef, count: z.number().int() })),
  }),
  /** At most three. */
  exercises: z.array(WorthDoing),
  recallByTopic: z.array(z.strictObject({ topic: TopicRef, recall: Recall, seen: z.number().int(), total: z.number().int() })),
  /** 14 study days from today: cards due on each, those overdue counted today. */
  forecast: z.array(DayCount),
  /** The last 14 study days, oldest first, with the number of reviews. */
  activity: z.array(DayCount),
  plan: z
    .strictObject({
      title: z.string(),
      day: z.number().int(),
      days: z.number().int(),
      heading: z.string(),
      goal: z.string(),
      concepts: z.array(ConceptRef),
    })
    .nullable(),
  plans: z.array(z.strictObject({ id: z.string(), title: z.string(), days: z.number().int(), concepts: z.number().int() })),
});
export type OverviewOutput = z.infer<typeof OverviewOutput>;

export const ChoosePlanInput = z.strictObject({ planId: ContentId.nullable() });

export const LibraryOutput = z.strictObject({
  topics: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      concepts: z.number().int(),
      /** Concepts of the list in this topic, written or not */
      listed: z.number().int(),
      cards: z.number().int(),
      exercises: z.number().int(),
      seenCards: z.number().int(),
      recall: Recall,
    }),
  ),
  totals: z.strictObject({ concepts: z.number().int(), listed: z.number().int(), cards: z.number().int(), exercises: z.number().int() }),
});
export type LibraryOutput = z.infer<typeof LibraryOutput>;

export const ById = z.strictObject({ id: ContentId });

export const TopicOutput = z.strictObject({
  id: z.string(),
  title: z.string(),
  concepts: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      kind: z.string(),
      tier: z.enum(["core", "standard", "reference"]),
      firstSentence: z.string(),
      cards: z.number().int(),
      exercises: z.number().int(),
      seenCards: z.number().int(),
      recall: Recall,
      requires: z.array(ConceptRef),
    }),
  ),
  misquoted: z.array(z.strictObject({ ...Misquoted.shape, conceptId: z.string(), title: z.string() })),
  appearsIn: Appearances,
  /** Rows of the list without content yet */
  unwritten: z.array(z.string()),
});
export type TopicOutput = z.infer<typeof TopicOutput>;

export const ConceptOutput = z.strictObject({
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  tier: z.enum(["core", "standard", "reference"]),
  topic: TopicRef,
  noteHtml: z.string(),
  caution: z.strictObject({ ...Misquoted.shape, reference: Reference.nullable() }).nullable(),
  requires: z.array(ConceptNear),
  requiredBy: z.array(ConceptNear),
  appearsIn: Appearances,
  references: z.array(Reference),
  /** What each source document says of it, and how far it holds */
  documents: z.array(z.strictObject({ doc: z.string(), says: z.string(), verdict: z.string() })),
  recall: Recall,
  cards: z.array(
    z.strictObject({
      id: z.string(),
      frontHtml: z.string(),
      state: z.enum(["new", "learning", "review", "relearning"]),
      suspended: z.boolean(),
      recall: Recall,
    }),
  ),
  exercises: z.array(
    z.strictObject({ id: z.string(), title: z.string(), type: z.string(), difficulty: z.number().int(), minutes: z.number(), bestScore: z.number().nullable() }),
  ),
});
export type ConceptOutput = z.infer<typeof ConceptOutput>;

export const GlossaryOutput = z.strictObject({
  entries: z.array(
    z.strictObject({
      /** Of the concept that explains it */
      id: z.string(),
      title: z.string(),
      sameAs: z.array(z.string()),
      covers: z.array(z.string()),
      /** How the concept's note begins, as plain text */
      definition: z.string(),
    }),
  ),
});
export type GlossaryOutput = z.infer<typeof GlossaryOutput>;

export const ProgressOutput = z.strictObject({
  today: z.number().int(),
  conceptsSeen: z.number().int(),
  conceptsWritten: z.number().int(),
  /** Of reviews of cards in review state, the last 30 study days. */
  retention: z.strictObject({
    reviews: z.number().int(),
    observed: z.number().nullable(),
    predicted: z.number().nullable(),
    /** 95 % Wilson interval of `observed` */
    low: z.number().nullable(),
    high: z.number().nullable(),
  }),
  exercisesRight: z.strictObject({ attempts: z.number().int(), meanScore: z.number().nullable() }),
  minutesPerDayMedian: z.number().nullable(),
  /** 30 study days from today; young: stability under 21 days */
  forecast: z.array(z.strictObject({ day: z.number().int(), young: z.number().int(), mature: z.number().int() })),
  /** Study days with reviews, the last 182 */
  activity: z.array(DayCount),
  answers: z.strictObject({ again: z.number().int(), hard: z.number().int(), good: z.number().int(), easy: z.number().int() }),
  /** Predicted against observed recall, in bins of predicted recall, with 95 % Wilson intervals */
  calibration: z.array(
    z.strictObject({ predicted: z.number(), observed: z.number(), low: z.number(), high: z.number(), reviews: z.number().int() }),
  ),
  topics: z.array(z.strictObject({ topic: TopicRef, recall: Recall, seen: z.number().int(), total: z.number().int(), standsOn: z.array(z.string()) })),
});
export type ProgressOutput = z.infer<typeof ProgressOutput>;
