/** What the front page shows: nothing here is typed in by hand, the scheduler and the catalogue say it. */
import { z } from "zod";
import { Intervals, Rating } from "../review/review";

/** Predicted recall, 0..1, so many days after the first review. */
const CurvePoint = z.strictObject({ day: z.number().nonnegative(), recall: z.number().min(0).max(1) });
export type CurvePoint = z.infer<typeof CurvePoint>;

export const LandingOutput = z.strictObject({
  /** The life of one card as the scheduler really plans it */
  memory: z.strictObject({
    /** In rising order of days; at a review two points share its day: before (recall fallen) and after (1). */
    curve: z.array(CurvePoint),
    /** The same card after its first review, never seen again, to the same last day */
    unreviewed: z.array(CurvePoint),
    reviews: z.array(
      z.strictObject({
        day: z.number().nonnegative(),
        rating: Rating,
        /** Predicted recall just before; null at the first review */
        recallBefore: z.number().min(0).max(1).nullable(),
        /** What became of it: "back in 4 days" */
        words: z.string(),
      }),
    ),
    /** Recall at which the scheduler asks again */
    desiredRetention: z.number().min(0).max(1),
  }),
  card: z.strictObject({ topic: z.string(), concept: z.string(), frontHtml: z.string(), intervals: Intervals }),
  /** A numeric exercise, one variant of it, and one wrong answer as the grader names it */
  exercise: z.strictObject({
    title: z.string(),
    promptHtml: z.string(),
    value: z.number(),
    valueText: z.string(),
    unit: z.string(),
    /** Band of full credit */
    from: z.number(),
    to: z.number(),
    given: z.number(),
    givenText: z.string(),
    /** The grader's words for this mistake */
    say: z.string(),
  }),
  counts: z.strictObject({
    /** Concepts with content, of those listed */
    concepts: z.number().int(),
    listed: z.number().int(),
    cards: z.number().int(),
    exercises: z.number().int(),
    /** Common sentences that come with a correction */
    cautions: z.number().int(),
    /** References, and how many of them nobody could check */
    citations: z.number().int(),
    unverified: z.number().int(),
  }),
});
export type LandingOutput = z.infer<typeof LandingOutput>;
