/** The types of exercises as an author writes them. How each is graded stands in src/domain/exercises. */
import { z } from "zod";
import { PART_SORTS } from "@/domain/exercises/figure-parts";
import { BOX_NAME_MAX, BOXES_MAX, HINTS_MAX, LINES_MAX, PARTS_MAX, SHEET_MAX } from "@/domain/exercises/limits";
import { Figure } from "../exercises/figure";
import { cardId, cite, exerciseId, itemId, markdown, words } from "./text";

const common = {
  id: exerciseId,
  title: z.string().min(1).describe("5-60 characters"),
  prompt: markdown.describe("40-700 characters; {{name}} prints a drawn value"),
  difficulty: z.int().min(1).max(5).describe("1 = nine of ten right at first sight, 5 = one of six"),
  minutes: z.number().positive().max(60).describe("what it takes somebody who knows the concept"),
  skill: z.enum(["recall", "apply", "analyse", "design"]).describe("what one needs for it"),
  cards: z.array(cardId).min(1).describe("the cards of this file that a wrong answer brings forward"),
  cite,
  figure: Figure.optional().describe("what the prompt speaks of, as data; see src/domain/exercises/figure.ts"),
  hints: z.array(markdown).min(1).max(HINTS_MAX).optional().describe("1-3, each 20-200 characters and a step further; none gives the answer; {{name}} prints a drawn value"),
  explain: markdown.describe("shown to everyone after grading: the road to the answer, 40-600 characters"),
};

const option = z.strictObject({
  id: itemId,
  text: markdown,
  right: z.boolean().optional().describe("true: is right; left out: is wrong"),
  say: words.optional(),
});

export const mcqExercise = z.strictObject({
  ...common,
  type: z.literal("mcq").describe("one option is right"),
  options: z.array(option).min(1).describe("3-5, exactly one right, which is written first"),
});

export const multiExercise = z.strictObject({
  ...common,
  type: z.literal("multi").describe("several options are right"),
  options: z.array(option).min(1).describe("4-7, at least two right and one not; each has words"),
});

const idPair = z.tuple([itemId, itemId]);

export const orderExercise = z.strictObject({
  ...common,
  type: z.literal("order").describe("items are put in order"),
  items: z
    .array(z.strictObject({ id: itemId, text: markdown, unused: z.boolean().optional(), say: words.optional() }))
    .min(1)
    .describe("what is put in order; with unused: true what belongs nowhere"),
  before: z.array(idPair).min(1).describe("[a, b]: a comes before b; every order that keeps all pairs is right"),
  mistakes: z.array(z.strictObject({ when: idPair.describe("[a, b]: a was put before b"), say: words })).describe("wrong roads with words"),
});

export const matchExercise = z.strictObject({
  ...common,
  type: z.literal("match").describe("two lists are matched"),
  left: z.array(z.strictObject({ id: itemId, text: markdown })).min(1).describe("3-6, each of which gets one of the right"),
  right: z
    .array(z.strictObject({ id: itemId, text: markdown, decoy: z.boolean().optional(), say: words.optional() }))
    .min(1)
    .describe("what they are matched with; with decoy: true what matches nothing, at most two"),
  pairs: z.record(itemId, itemId).describe("left id: right id"),
  mistakes: z.array(z.strictObject({ left: itemId, right: itemId, say: words })).describe("wrong pairs with words"),
});

const range = (end: z.ZodNumber) =>
  z.tuple([end, end]).refine(([low, high]) => low <= high, "the lower end is above the upper");

export const drawRule = z.union(
  [
    z.strictObject({ integer: range(z.int()), step: z.int().positive().optional() }),
    z.strictObject({ choice: z.array(z.number()).min(1) }),
    z.strictObject({ real: range(z.number()), digits: z.int().min(0).max(9).optional() }),
  ],
  { error: "is none of { integer: [low, high], step }, { choice: [...] }, { real: [low, high], digits }" },
);

const tolerance = { full: z.number().nonnegative(), half: z.number().nonnegative() };

export const creditRule = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("exact") }),
    z.strictObject({ kind: z.literal("absolute"), ...tolerance }),
    z.strictObject({ kind: z.literal("relative"), ...tolerance }),
    z.strictObject({ kind: z.literal("log"), full: z.number().min(1), half: z.number().min(1) }),
  ])
  .refine((rule) => rule.kind === "exact" || rule.full <= rule.half, "half is narrower than full");

const name = z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/, "is not a name: a letter, then letters and digits");
const expression = z
  .union([z.string(), z.number()], { error: "is no expression: write it as text" })
  .describe("an expression; see content/README.md");

export const numericExercise = z.strictObject({
  ...common,
  type: z.literal("numeric").describe("a number is computed from drawn values"),
  draw: z.record(name, drawRule).describe("names and from what each is drawn"),
  let: z.record(name, expression).optional().describe("names for values that follow from the drawn ones"),
  where: z.array(expression).optional().describe("what must hold of a draw; it is drawn again otherwise"),
  answer: z.strictObject({
    value: expression,
    unit: z.string().min(1).describe("the unit that is asked for"),
    also: z.record(z.string().min(1), z.number().positive()).optional().describe("other units: factor to the asked one"),
  }),
  credit: creditRule.describe("how near a number must be for full and for half credit"),
  mistakes: z.array(z.strictObject({ value: expression, say: words })).describe("values that a wrong road reaches; at least two"),
});

const clozeBlank = z.union(
  [
    z.strictObject({
      accept: z.array(z.string().min(1).max(80)).min(1).describe("right texts, the first is shown as the answer"),
      mistakes: z
        .array(z.strictObject({ given: z.array(z.string().min(1)).min(1), say: words }))
        .optional()
        .describe("wrong texts that somebody would type, with words"),
    }),
    z.strictObject({ choices: z.array(option).min(1).describe("2-5 plain texts, one right; each other has words") }),
  ],
  { error: "is neither { accept, mistakes } nor { choices }" },
);

export const clozeExercise = z.strictObject({
  ...common,
  type: z.literal("cloze").describe("blanks of a text are filled"),
  text: markdown.describe("[[id]] for each blank; an empty line begins a paragraph"),
  blanks: z.record(itemId, clozeBlank).describe("what belongs into each blank, by its id"),
});

export const scenarioExercise = z.strictObject({
  ...common,
  type: z.literal("scenario").describe("a case with options of different worth"),
  options: z
    .array(z.strictObject({ id: itemId, score: z.union([z.literal(1), z.literal(0.5), z.literal(0)]), text: markdown, say: words }))
    .min(1)
    .describe("3-4, the best one (score 1) first; each has words"),
});

const cellValue = z.union([z.string(), z.number(), z.array(z.string()), z.array(z.number())], { error: "is no value of a cell" });

export const traceExercise = z.strictObject({
  ...common,
  type: z.literal("trace").describe("a generator draws the world and computes the answer"),
  generator: z.strictObject({
    name: z.string().min(1).describe("see src/domain/exercises/generators"),
    params: z.record(z.string(), z.unknown()).optional().describe("settings of the generator; what is not written has its default"),
  }).describe("what draws the world and computes its answer"),
  worked: z
    .strictObject({ world: z.record(z.string(), z.unknown()), cells: z.record(z.string(), cellValue) })
    .describe("one variant worked by hand, which the oracle must reproduce"),
  mutants: z.array(z.strictObject({ name: itemId, say: words })).optional().describe("other words for a mutant than the generator's own"),
});

const claim = z.strictObject({
  id: itemId,
  points: z.int().min(1).max(5),
  any: z.array(z.array(z.string().min(2)).min(1)).min(1).describe("lists of stems; one list whose stems all begin words of one sentence is enough"),
  say: words,
});

export const freeTextExercise = z.strictObject({
  ...common,
  type: z.literal("free-text").describe("an answer in one's own words, graded provisionally"),
  ideas: z.array(claim).min(1).describe("2-6 ideas of a good answer"),
  forbidden: z.array(claim).optional().describe("false claims, which cost points"),
  model: markdown.describe("a good answer, shown afterwards"),
});

const place = z.tuple([z.int().min(0), z.int().min(0)]).describe("[column, row], from 0");
const drawing = z.strictObject({
  boxes: z.array(z.strictObject({ id: itemId, kind: itemId, at: place, name: z.string().min(1).max(BOX_NAME_MAX).optional() })).max(BOXES_MAX),
  lines: z.array(idPair).max(LINES_MAX).describe("[from, to]: an arrow from who asks to who is asked"),
});

const requirement = { id: itemId, points: z.int().min(1).max(5), say: words };
const ends = { from: itemId, to: itemId };

export const demand = z.discriminatedUnion("rule", [
  z.strictObject({ ...requirement, rule: z.literal("present"), kind: itemId, min: z.int().min(1).optional() }),
  z.strictObject({ ...requirement, rule: z.literal("at-most"), kind: itemId, max: z.int().min(0) }),
  z.strictObject({ ...requirement, rule: z.literal("edge"), ...ends }),
  z.strictObject({ ...requirement, rule: z.literal("forbid-edge"), ...ends }),
  z.strictObject({ ...requirement, rule: z.literal("path"), ...ends, through: itemId.optional() }),
  z.strictObject({ ...requirement, rule: z.literal("no-path-without"), ...ends, through: itemId }),
  z.strictObject({ ...requirement, rule: z.literal("survives"), ...ends }),
  z.strictObject({ ...requirement, rule: z.literal("zone"), kind: itemId, zone: itemId, min: z.int().min(1).optional() }),
  z.strictObject({ ...requirement, rule: z.literal("crossings"), ...ends, max: z.int().min(0) }),
]);

export const diagramExercise = z.strictObject({
  ...common,
  type: z.literal("diagram").describe("boxes and lines are drawn"),
  palette: z.record(itemId, z.string().min(1).max(24)).describe("kind: its name on the screen"),
  columns: z.int().min(1).max(SHEET_MAX).describe("of the sheet"),
  rows: z.int().min(1).max(SHEET_MAX).optional().describe("of a sheet without zones"),
  zones: z.array(z.strictObject({ id: itemId, name: z.string().min(1).max(40), rows: z.int().min(1).max(SHEET_MAX) })).optional().describe("one below the other"),
  start: drawing.describe("what stands on the sheet at first; it must not fulfil everything"),
  must: z.array(demand).min(1).describe("2-10 requirements with points and words for when one fails"),
  accepted: z.array(drawing).min(1).describe("two different right drawings or more; the first is shown afterwards"),
});

const partId = z.string().min(1).max(40).describe("id of a part of the figure");

export const hotspotExercise = z.strictObject({
  ...common,
  type: z.literal("hotspot").describe("parts of a figure are chosen"),
  figure: Figure.describe("the figure whose parts are chosen"),
  among: z.enum(PART_SORTS).describe("the parts of the figure among which is chosen"),
  right: z.array(partId).min(1).max(PARTS_MAX).describe("the parts that are the answer"),
  mistakes: z.array(z.strictObject({ part: partId, say: words })).describe("wrong parts with words; at least two"),
});

export const exercise = z.discriminatedUnion("type", [
  mcqExercise,
  multiExercise,
  orderExercise,
  matchExercise,
  numericExercise,
  clozeExercise,
  scenarioExercise,
  traceExercise,
  diagramExercise,
  hotspotExercise,
  freeTextExercise,
]);

export type ExerciseFile = z.infer<typeof exercise>;
export type NumericExerciseFile = z.infer<typeof numericExercise>;
export type ClozeExerciseFile = z.infer<typeof clozeExercise>;
export type DiagramExerciseFile = z.infer<typeof diagramExercise>;
export type TraceExerciseFile = z.infer<typeof traceExercise>;
