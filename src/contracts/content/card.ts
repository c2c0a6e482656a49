/** A card as an author writes it. Limits on the length of texts are rules of the content check, not of the shape. */
import { z } from "zod";
import { cardId, cite, conceptId, kebabId, markdown } from "./text";

export const CARD_ROLES = [
  "fact",
  "why",
  "contrast",
  "number",
  "failure",
  "trace",
  "procedure",
  "caution",
] as const;

const common = {
  id: cardId,
  role: z.enum(CARD_ROLES).describe("why the card exists"),
  family: kebabId.optional().describe("cards of one family give each other away: never two on one day"),
  versus: conceptId.optional().describe("the concept that a contrast card is about; needed there"),
  why: markdown.optional().describe("shown after the answer, not rated; needed for a number card: what it decides"),
  arithmetic: z.boolean().optional().describe("the number is mere arithmetic: no reference needs to carry it"),
  cite,
};

export const basicCard = z.strictObject({ ...common, kind: z.literal("basic").describe("a question and its answer"), front: markdown, back: markdown });

export const clozeCard = z.strictObject({
  ...common,
  kind: z.literal("cloze").describe("a sentence with one blank"),
  text: markdown.describe("holds exactly one {{answer}} or {{answer::hint}}"),
});

export const typeInCard = z.strictObject({
  ...common,
  kind: z.literal("type-in").describe("a question whose answer is typed"),
  front: markdown,
  back: markdown,
  accept: z.array(z.string().min(1).max(40)).min(1).describe("compared after trimming, ignoring case and spaces"),
  compare: z.literal("number").optional().describe("compare as numbers"),
  tolerance: z.number().positive().max(0.5).optional().describe("share by which a typed number may be off"),
});

export const sequenceCard = z.strictObject({
  ...common,
  kind: z.literal("sequence").describe("steps, shown one at a time"),
  front: markdown,
  steps: z.array(markdown).min(3).max(6).describe("shown one at a time: what comes next?"),
});

export const card = z.discriminatedUnion("kind", [basicCard, clozeCard, typeInCard, sequenceCard]);

export type CardFile = z.infer<typeof card>;
