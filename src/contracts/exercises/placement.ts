/** The placement test: questions that choose themselves, and what they say about where to start. */
import { z } from "zod";
import { Answer, OpenOutput } from "./exercises";

const ConceptName = z.strictObject({ id: z.string(), title: z.string() });

const Question = z.strictObject({ placementId: z.string(), place: z.number().int(), of: z.number().int(), opened: OpenOutput });

export const PlacementResult = z.strictObject({
  finishedAt: z.number(),
  asked: z.number().int(),
  /** The estimate in words, with how sure it is */
  level: z.string(),
  topics: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      start: ConceptName.nullable(),
      known: z.number().int(),
      concepts: z.number().int(),
      why: z.string(),
    }),
  ),
  known: z.array(ConceptName),
  /** What was asked, and how it went */
  answers: z.array(z.strictObject({ place: z.number().int(), concept: ConceptName, score: z.number().nullable(), isAnswered: z.boolean() })),
});
export type PlacementResult = z.infer<typeof PlacementResult>;

export const PlacementState = z.strictObject({
  question: Question.nullable(),
  /** Of the last one that was finished */
  result: PlacementResult.nullable(),
});
export type PlacementState = z.infer<typeof PlacementState>;

/** Whether there is one to go on with, or a result: for pages that only offer it. */
export const PlacementOffer = z.strictObject({ standing: z.enum(["none", "running", "done"]), answered: z.number().int(), of: z.number().int() });
export type PlacementOffer = z.infer<typeof PlacementOffer>;

export const PlacementAnswerInput = z.strictObject({
  placementId: z.string().max(40),
  place: z.int().min(1).max(99),
  /** Made by the browser once per answer: sent again it counts once */
  answerId: z.uuid(),
  /** Null: not known */
  answer: Answer.nullable(),
});

export const PlacementAnswerOutput = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("taken") }),
  z.strictObject({ outcome: z.literal("unreadable"), message: z.string() }),
]);
export type PlacementAnswerOutput = z.infer<typeof PlacementAnswerOutput>;
