/** What authors see of a content file. It holds keys and the words of mistakes: instructors and admins alone get it. */
import { z } from "zod";
import { Answer, AnswerKey, ExerciseType, PublicBody } from "../exercises/exercises";
import { Figure } from "../exercises/figure";
import { Reference } from "../review/review";

const FILE_NAME_MAX = 200;

const Problem = z.strictObject({
  file: z.string(),
  line: z.int(),
  code: z.string(),
  level: z.enum(["error", "warning"]),
  message: z.string(),
  /** The line as it stands in the file */
  text: z.string(),
});
export type Problem = z.infer<typeof Problem>;

export const PreviewListOutput = z.strictObject({
  files: z.array(z.strictObject({ file: z.string(), kind: z.string(), title: z.string() })),
  /** Why what was read last is not served */
  refused: z.array(Problem),
});
export type PreviewListOutput = z.infer<typeof PreviewListOutput>;

/** Grows when files change; null where they are read once. */
export const ReadingsOutput = z.strictObject({ readings: z.int().nullable() });

export const PreviewFileInput = z.strictObject({ file: z.string().min(1).max(FILE_NAME_MAX) });

const CardSides = z.strictObject({ id: z.string(), kind: z.string(), role: z.string(), frontHtml: z.string(), backHtml: z.string(), whyHtml: z.string().nullable() });
export type CardSides = z.infer<typeof CardSides>;

/** A file that is no concept: its texts under the names of their fields. */
const Field = z.strictObject({ path: z.string(), html: z.string() });

export const PreviewFileOutput = z.strictObject({
  file: z.string(),
  title: z.string(),
  kind: z.string(),
  problems: z.array(Problem),
  /** Null for another kind of file, or where too little could be read of this one */
  concept: z
    .strictObject({
      id: z.string(),
      noteHtml: z.string(),
      caution: z.strictObject({ quotedHtml: z.string(), correctHtml: z.string() }).nullable(),
      references: z.array(Reference),
      cards: z.array(CardSides),
      exercises: z.array(z.strictObject({ id: z.string(), title: z.string(), type: ExerciseType, variants: z.array(z.string()) })),
    })
    .nullable(),
  fields: z.array(Field),
});
export type PreviewFileOutput = z.infer<typeof PreviewFileOutput>;

/** The variant that the author worked by hand; every other name is a seed. */
export const WORKED_VARIANT = "worked";

export const PreviewExerciseInput = z.strictObject({
  ...PreviewFileInput.shape,
  exerciseId: z.string().max(FILE_NAME_MAX),
  variant: z.string().regex(/^([1-9]\d{0,4}|worked)$/, "is neither a seed from 1 to 99999 nor worked"),
});

/** A wrong road: what is taken on it, and what is said then. */
const WrongRoad = z.strictObject({ takenHtml: z.string(), sayHtml: z.string() });
export type WrongRoad = z.infer<typeof WrongRoad>;

export const PreviewExerciseOutput = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("broken"), why: z.string() }),
  z.strictObject({
    state: z.literal("drawn"),
    promptHtml: z.string(),
    figure: Figure.nullable(),
    body: PublicBody,
    creditRule: z.string(),
    hintsHtml: z.array(z.string()),
    answer: Answer,
    key: AnswerKey,
    explainHtml: z.string(),
    /** In the order of the file; of a generator each mutant with the cells that it gets wrong */
    wrongRoads: z.array(WrongRoad),
  }),
]);
export type PreviewExerciseOutput = z.infer<typeof PreviewExerciseOutput>;
export type DrawnExercise = Extract<PreviewExerciseOutput, { state: "drawn" }>;
