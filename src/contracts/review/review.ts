/** What crosses the border of the review slice. Times are milliseconds since the epoch, text for people is HTML made on the server. */
import { z } from "zod";

export const Rating = z.enum(["again", "hard", "good", "easy"]);

export const ContentId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?$/).max(120);

/** Made by the browser once per press, so that a retried request cannot count twice. Lower case, as the log keeps it. */
const EventId = z.uuid().toLowerCase();

/** When the learner pressed, by their own clock; the server bounds it. */
const ClientTime = z.number().int().positive();

export const ReviewEventInput = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("reviewed"),
    id: EventId,
    cardId: ContentId,
    at: ClientTime,
    rating: Rating,
    /** From front shown to rating, capped by the server. */
    tookMs: z.number().int().nonnegative(),
  }),
  z.strictObject({ kind: z.literal("undone"), id: EventId, cardId: ContentId, at: ClientTime, undoes: EventId }),
  z.strictObject({ kind: z.literal("suspended"), id: EventId, cardId: ContentId, at: ClientTime }),
  z.strictObject({ kind: z.literal("resumed"), id: EventId, cardId: ContentId, at: ClientTime }),
  z.strictObject({ kind: z.literal("buried"), id: EventId, cardId: ContentId, at: ClientTime }),
]);
export type ReviewEventInput = z.infer<typeof ReviewEventInput>;

export const EVENTS_PER_REQUEST_MAX = 100;
/** The outbox of a browser: events in the order of their pressing. */
export const RecordEventsInput = z.strictObject({ events: z.array(ReviewEventInput).min(1).max(EVENTS_PER_REQUEST_MAX) });

/** What each button would do now, in words for the button ("10 min", "4 days"). */
export const Intervals = z.strictObject({ again: z.string(), hard: z.string(), good: z.string(), easy: z.string() });
export type Intervals = z.infer<typeof Intervals>;

export const Reference = z.strictObject({
  /** "Ongaro and Ousterhout" */
  authors: z.string(),
  title: z.string(),
  venue: z.string(),
  where: z.string(),
  url: z.string(),
  /** false: "citation not verified" is printed beside it */
  verified: z.boolean(),
});
export type Reference = z.infer<typeof Reference>;

/** Everything that showing one card needs; the answer is there too, so that it appears within a frame. */
export const QueueCard = z.strictObject({
  cardId: z.string(),
  /** A card is shown again within a session: each showing has its own key. After an undo the key is that of before. */
  showing: z.string(),
  kind: z.enum(["basic", "cloze", "type-in", "sequence"]),
  state: z.enum(["new", "learning", "review", "relearning"]),
  topic: z.strictObject({ id: z.string(), title: z.string() }),
  concept: z.strictObject({ id: z.string(), title: z.string() }),
  frontHtml: z.string(),
  /** For cloze: the whole text with the answer marked. Empty for sequence. */
  backHtml: z.string(),
  /** sequence only: the steps in order, each as HTML */
  stepsHtml: z.array(z.string()),
  /** type-in only: what counts as right, compared in the browser for information; the learner still rates. */
  accept: z.array(z.string()),
  compare: z.enum(["text", "number"]),
  /** Share by which a typed number may be off */
  tolerance: z.number().nonnegative(),
  whyHtml: z.string().nullable(),
  caution: z.strictObject({ quotedHtml: z.string(), correctHtml: z.string() }).nullable(),
  references: z.array(Reference),
  /** One's own card only: the page that it was made on */
  origin: z.string().exactOptional(),
  /** "A wrong answer in 'From command to answer' brought this card forward", or null */
  forwardReason: z.string().nullable(),
  /** When it may be shown; cards in learning steps wait for their minute. */
  dueAt: z.number().int(),
  intervals: Intervals,
});
export type QueueCard = z.infer<typeof QueueCard>;

export const QueueOutput = z.strictObject({
  now: z.number().int(),
  cards: z.array(QueueCard),
  /** Cards left (in steps and reviews; new ones) and cards answered today that do not come back today */
  counts: z.strictObject({ due: z.number().int(), fresh: z.number().int(), doneToday: z.number().int() }),
  /** Start of the next study day, when the next cards come */
  nextDayAt: z.number().int(),
});
export type QueueOutput = z.infer<typeof QueueOutput>;

/**
 * What became of each event, in the order sent. `card` is the card after all of them as it must be shown again today, or
 * null: not today. A repeated request gets the same cards with the outcome "known".
 */
export const RecordEventsOutput = z.strictObject({
  recorded: z.array(
    z.strictObject({
      id: z.string(),
      /** recorded now; known: counted earlier under the same id; refused: will never count (with words) */
      outcome: z.enum(["recorded", "known", "refused"]),
      reason: z.string().nullable(),
      card: QueueCard.nullable(),
    }),
  ),
});
export type RecordEventsOutput = z.infer<typeof RecordEventsOutput>;

export const CardHistoryInput = z.strictObject({ cardId: ContentId });

/** "Why these days": the memory of one card, its log, and its curve. */
export const CardHistoryOutput = z.strictObject({
  cardId: z.string(),
  frontHtml: z.string(),
  concept: z.strictObject({ id: z.string(), title: z.string() }),
  state: z.enum(["new", "learning", "review", "relearning"]),
  suspended: z.boolean(),
  stabilityDays: z.number().nullable(),
  difficulty: z.number().nullable(),
  recallNow: z.number().nullable(),
  desiredRetention: z.number(),
  dueAt: z.number().int().nullable(),
  model: z.string().nullable(),
  log: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(["reviewed", "undone", "brought-forward", "suspended", "resumed", "buried"]),
      at: z.number().int(),
      rating: Rating.nullable(),
      tookMs: z.number().int().nullable(),
      /** undone events are struck out */
      undone: z.boolean(),
      reason: z.string().nullable(),
      stabilityAfter: z.number().nullable(),
      difficultyAfter: z.number().nullable(),
      recallBefore: z.number().nullable(),
    }),
  ),
  /** Points of the forgetting curve: days since the last review, predicted recall */
  curve: z.array(z.strictObject({ day: z.number(), recall: z.number() })),
});
export type CardHistoryOutput = z.infer<typeof CardHistoryOutput>;
