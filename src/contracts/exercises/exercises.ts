/** What crosses the border of the exercises slice. No answer key is in anything that is sent before the answer was graded. */
import { z } from "zod";
import { PART_SORTS } from "@/domain/exercises/figure-parts";
import { BLANK_TEXT_MAX, CELL_TEXT_MAX, FREE_TEXT_MAX, HINTS_MAX, PARTS_MAX } from "@/domain/exercises/limits";
import { ContentId, Reference } from "../review/review";
import { Drawing, Sheet } from "./diagram";
import { Figure } from "./figure";

export const ExerciseType = z.enum(["mcq", "multi", "order", "match", "numeric", "cloze", "scenario", "trace", "diagram", "hotspot", "free-text"]);
export type ExerciseType = z.infer<typeof ExerciseType>;

/** open: never answered; missed: the last answer earned less than full credit; right: the last answer earned it all. */
export const Standing = z.enum(["open", "missed", "right"]);
export type Standing = z.infer<typeof Standing>;

const Titled = z.strictObject({ id: z.string(), title: z.string() });
const Choice = z.strictObject({ key: z.string(), html: z.string() });
export type Choice = z.infer<typeof Choice>;

/** A piece of a text with blanks: words, or the key of a blank. */
const ClozePiece = z.union([z.strictObject({ html: z.string() }), z.strictObject({ blank: z.string() })]);

/** How a cell is filled in. */
const PublicForm = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("vector"), length: z.int() }),
  z.strictObject({ kind: z.literal("integer") }),
  z.strictObject({ kind: z.literal("number"), unit: z.string(), also: z.record(z.string(), z.number()), creditText: z.string() }),
  z.strictObject({ kind: z.literal("word"), choices: z.array(z.string()).readonly() }),
  z.strictObject({ kind: z.literal("set"), choices: z.array(z.string()).readonly() }),
  z.strictObject({ kind: z.literal("sequence"), choices: z.array(z.string()).readonly() }),
]);
export type PublicForm = z.infer<typeof PublicForm>;

/** The part of a variant that depends on its type: keys are per variant and say nothing of the content's ids. */
export const PublicBody = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("mcq"), options: z.array(Choice) }),
  z.strictObject({ type: z.literal("multi"), options: z.array(Choice) }),
  z.strictObject({ type: z.literal("order"), items: z.array(Choice), hasDecoys: z.boolean() }),
  z.strictObject({ type: z.literal("match"), left: z.array(Choice), right: z.array(Choice) }),
  z.strictObject({
    type: z.literal("numeric"),
    unit: z.string(),
    /** Other accepted units, with the factor that turns them into the asked one: the browser says how it reads a number. */
    also: z.record(z.string(), z.number()),
  }),
  z.strictObject({
    type: z.literal("cloze"),
    paragraphs: z.array(z.array(ClozePiece)),
    /** In the order of the text. Without choices a blank is typed; choices are plain text. */
    blanks: z.array(z.strictObject({ key: z.string(), choices: z.array(z.strictObject({ key: z.string(), text: z.string() })) })),
  }),
  z.strictObject({ type: z.literal("scenario"), options: z.array(Choice) }),
  z.strictObject({ type: z.literal("free-text"), words: z.tuple([z.int(), z.int()]).readonly() }),
  z.strictObject({
    type: z.literal("trace"),
    figures: z.array(Figure),
    /** In the order of filling in; an id is a word of the world, and no secret */
    cells: z.array(z.strictObject({ id: z.string(), askHtml: z.string(), form: PublicForm })),
  }),
  z.strictObject({ type: z.literal("diagram"), sheet: Sheet, start: Drawing }),
  z.strictObject({
    type: z.literal("hotspot"),
    /** The parts of the figure among which is chosen, each with its words; a key is the id in the figure */
    among: z.enum(PART_SORTS),
    parts: z.array(Choice),
    several: z.boolean(),
  }),
]);
export type PublicBody = z.infer<typeof PublicBody>;

export const ExerciseSummary = z.strictObject({
  id: z.string(),
  type: ExerciseType,
  title: z.string(),
  topic: Titled,
  concept: Titled,
  /** A forecast: 1 = nine of ten right at first sight, 5 = one of six */
  difficulty: z.number().int(),
  minutes: z.number(),
  skill: z.enum(["recall", "apply", "analyse", "design"]),
  /** True when each variant has new numbers */
  drawn: z.boolean(),
  standing: Standing,
  attempts: z.number().int(),
  /** The most that an answer counted, after the cost of hints */
  bestScore: z.number().nullable(),
  lastScore: z.number().nullable(),
  lastAttemptAt: z.number().int().nullable(),
});
export type ExerciseSummary = z.infer<typeof ExerciseSummary>;

/** Filters as they stand in the address; each narrows further. */
export const ListInput = z.strictObject({
  topic: ContentId.optional(),
  concept: ContentId.optional(),
  type: ExerciseType.optional(),
  standing: Standing.optional(),
});
export type ListInput = z.infer<typeof ListInput>;

export const ListOutput = z.strictObject({
  /** In the order of teaching */
  exercises: z.array(ExerciseSummary),
  /** Topics that have exercises, in the order of teaching, with all of their exercises counted */
  topics: z.array(z.strictObject({ id: z.string(), title: z.string(), count: z.number().int() })),
  /** Of the filter */
  concept: Titled.nullable(),
  /** Of all exercises, whatever the filter */
  counts: z.strictObject({ open: z.number().int(), missed: z.number().int(), right: z.number().int() }),
});
export type ListOutput = z.infer<typeof ListOutput>;

/** What was told of the hints of a variant, as HTML in their order, and how many there are. */
export const HintsView = z.strictObject({ of: z.int(), told: z.array(z.string()) });
export type HintsView = z.infer<typeof HintsView>;

/** What an answer can earn and what hints and attempts cost, in sentences; empty where nothing costs anything. */
const Worth = z.array(z.string());

/** From 1: a hint that was told before costs nothing again. */
export const HintNumber = z.int().min(1).max(HINTS_MAX);
export const HintInput = z.strictObject({ variantId: z.string().max(40), number: HintNumber });
export const HintOutput = z.strictObject({ hints: HintsView, worth: Worth });
export type HintOutput = z.infer<typeof HintOutput>;

export const OpenInput = z.strictObject({
  exerciseId: ContentId,
  /** The variant in the address, to come back to it; without one a new variant is drawn. */
  variantId: z.string().max(40).optional(),
});
export const OpenOutput = z.strictObject({
  exercise: ExerciseSummary,
  variantId: z.string(),
  /** True when the exercise was rewritten since the asked variant was drawn, so that this is a new one */
  replaced: z.boolean(),
  promptHtml: z.string(),
  /** Drawn below the prompt */
  figure: Figure.nullable(),
  body: PublicBody,
  /** How the score comes about, stated before the answer */
  creditRule: z.string(),
  worth: Worth,
  hints: HintsView,
  /** Set when this variant has been answered already */
  attemptId: z.string().nullable(),
});
export type OpenOutput = z.infer<typeof OpenOutput>;

const Key = z.string().max(40);
export const PAIRS_MAX = 12;
export const BLANKS_MAX = 12;
export const CELLS_MAX = 12;

export const Answer = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("mcq"), choice: Key }),
  z.strictObject({ type: z.literal("multi"), choices: z.array(Key).max(12) }),
  z.strictObject({ type: z.literal("order"), sequence: z.array(Key).max(16) }),
  z.strictObject({
    type: z.literal("match"),
    pairs: z.record(Key, Key).refine((pairs) => Object.keys(pairs).length <= PAIRS_MAX, `at most ${PAIRS_MAX} pairs`),
  }),
  z.strictObject({ type: z.literal("numeric"), text: z.string().max(60) }),
  z.strictObject({
    type: z.literal("cloze"),
    filled: z
      .record(Key, z.string().max(BLANK_TEXT_MAX))
      .refine((filled) => Object.keys(filled).length <= BLANKS_MAX, `at most ${BLANKS_MAX} blanks`),
  }),
  z.strictObject({ type: z.literal("scenario"), choice: Key }),
  z.strictObject({ type: z.literal("free-text"), text: z.string().max(FREE_TEXT_MAX) }),
  z.strictObject({
    type: z.literal("trace"),
    cells: z
      .record(Key, z.string().max(CELL_TEXT_MAX))
      .refine((cells) => Object.keys(cells).length <= CELLS_MAX, `at most ${CELLS_MAX} cells`),
  }),
  z.strictObject({ type: z.literal("diagram"), drawing: Drawing }),
  z.strictObject({ type: z.literal("hotspot"), parts: z.array(Key).max(PARTS_MAX) }),
]);
export type Answer = z.infer<typeof Answer>;

export const SubmitInput = z.strictObject({ variantId: z.string().max(40), attemptId: z.uuid(), answer: Answer });

const FoundClaim = z.strictObject({ sayHtml: z.string(), points: z.number(), sentence: z.string().nullable() });

/** The right answer in the variant's keys, or the number with its unit. Sent only after grading. */
export const AnswerKey = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("mcq"), right: z.array(z.string()) }),
  z.strictObject({ type: z.literal("multi"), right: z.array(z.string()) }),
  z.strictObject({
    type: z.literal("order"),
    /** One right order of several */
    sequence: z.array(z.string()),
    /** [a, b]: a comes before b in every right order */
    before: z.array(z.tuple([z.string(), z.string()])),
    unused: z.array(z.string()),
  }),
  z.strictObject({ type: z.literal("match"), pairs: z.record(z.string(), z.string()) }),
  z.strictObject({
    type: z.literal("numeric"),
    unit: z.string(),
    value: z.number(),
    valueText: z.string(),
    /** What the learner typed, in the asked unit */
    given: z.number().nullable(),
    givenText: z.string().nullable(),
    /** "No unit given: read as 38.6 links/s." */
    readingText: z.string().nullable(),
    /** The band of full credit, in the asked unit, for the number line */
    from: z.number(),
    to: z.number(),
    scale: z.enum(["linear", "log"]),
  }),
  z.strictObject({
    type: z.literal("cloze"),
    blanks: z.array(z.strictObject({ key: z.string(), text: z.string(), right: z.boolean() })),
  }),
  z.strictObject({
    type: z.literal("scenario"),
    options: z.array(z.strictObject({ key: z.string(), score: z.number(), sayHtml: z.string() })),
  }),
  z.strictObject({
    type: z.literal("free-text"),
    /** Each with the learner's sentence in which it was found */
    ideas: z.array(FoundClaim),
    /** Only those that were found */
    forbidden: z.array(FoundClaim),
    modelHtml: z.string(),
  }),
  z.strictObject({
    type: z.literal("trace"),
    cells: z.array(
      z.strictObject({
        id: z.string(),
        text: z.string(),
        /** Null: left open */
        givenText: z.string().nullable(),
        credit: z.number().min(0).max(1),
        /** Wrong, but it follows from an earlier wrong cell */
        follows: z.boolean(),
      }),
    ),
    /** How the values of this world come about, a step each */
    roadHtml: z.array(z.string()),
  }),
  z.strictObject({ type: z.literal("hotspot"), right: z.array(z.string()) }),
  z.strictObject({
    type: z.literal("diagram"),
    requirements: z.array(
      z.strictObject({
        text: z.string(),
        points: z.int(),
        met: z.boolean(),
        /** Boxes and lines ("from>to") of the learner's drawing at which it fails */
        at: z.array(z.string()),
      }),
    ),
    /** One right drawing of several */
    solution: Drawing,
  }),
]);
export type AnswerKey = z.infer<typeof AnswerKey>;

export const Feedback = z.strictObject({
  attemptId: z.string(),
  variantId: z.string(),
  exercise: ExerciseSummary,
  promptHtml: z.string(),
  figure: Figure.nullable(),
  body: PublicBody,
  answer: Answer,
  at: z.number().int(),
  score: z.number().min(0).max(1),
  /** What it counts: the score less what hints cost; and how that comes about, where it is less */
  credit: z.number().min(0).max(1),
  creditText: z.string().nullable(),
  /** "Right", "Partly right: 2 of 3 pairs" ...: a heading in plain words */
  verdict: z.string(),
  creditRule: z.string(),
  /** The mistakes that were named, with the keys of the parts (option, item, pair) that they are about */
  mistakes: z.array(z.strictObject({ keys: z.array(z.string()), sayHtml: z.string() })),
  explainHtml: z.string(),
  key: AnswerKey,
  references: z.array(Reference),
  /** Cards that come sooner because of this answer */
  broughtForward: z.array(z.strictObject({ cardId: z.string(), frontHtml: z.string(), concept: Titled })),
  /** Where "Next" leads: an exercise not yet answered, else one that was missed; null when all are right */
  next: Titled.nullable(),
});
export type Feedback = z.infer<typeof Feedback>;

/** A graded answer as it can be shown today. */
export const AttemptView = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("whole"), feedback: Feedback }),
  /** Of an exercise of homework that takes further answers: no key, no worked solution. */
  z.strictObject({
    state: z.literal("verdict"),
    attemptId: z.string(),
    exercise: Titled,
    at: z.number().int(),
    credit: z.number().min(0).max(1),
    creditText: z.string().nullable(),
    verdict: z.string(),
    /** Of the mistake, where that gives the answer not away */
    saidHtml: z.array(z.string()),
  }),
  /** The exercise was rewritten or withdrawn since: what was said then, without the parts that no longer stand. */
  z.strictObject({
    state: z.literal("changed"),
    attemptId: z.string(),
    /** Null when it was withdrawn */
    exercise: Titled.nullable(),
    at: z.number().int(),
    credit: z.number().min(0).max(1),
    saidHtml: z.array(z.string()),
  }),
]);
export type AttemptView = z.infer<typeof AttemptView>;

export const SubmitOutput = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("graded"), attempt: AttemptView }),
  /** The text could not be read as an answer (no number, nothing chosen): nothing was counted. */
  z.strictObject({ outcome: z.literal("unreadable"), message: z.string() }),
]);
export type SubmitOutput = z.infer<typeof SubmitOutput>;

export const FeedbackInput = z.strictObject({ attemptId: z.uuid() });
