/**
 * A lab as an author writes it: content/labs/<lab>/lab.yaml. Beside it lie brief.md, messages.md, starter.ts,
 * reference.ts and wrong/*.ts. Its rules (scenarios and checks) are code: src/domain/labs.
 */
import { z } from "zod";
import { reference } from "./concept-file";
import { conceptId, kebabId, markdown, topicId } from "./text";

export const labMeasure = z.strictObject({
  figure: kebabId.describe("as the check names it, such as msgs-per-op; the larger the worse"),
  bar: z.number().positive().describe("what the check allows"),
  gold: z.number().positive().optional().describe("what a program that does better than asked stays within; never above the bar"),
});

export const labCheck = z.strictObject({
  id: kebabId.describe("as in the rules of the lab"),
  title: z.string().min(3).max(60),
  stage: z.string().min(1).max(12).optional().describe("what others call it, such as 3d"),
  points: z.int().min(1).max(100),
  holds: markdown.describe("what must hold, in one sentence"),
  measures: z.array(labMeasure).min(1).optional().describe("figures that are drawn against their bar and gold"),
  concepts: z.array(conceptId).min(1).describe("their cards come forward when the check fails"),
});

export const wrongProgram = z.strictObject({
  program: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/, "is not a file name such as no-fsync.ts").describe("a file in wrong/"),
  caughtBy: kebabId.describe("the check that it fails"),
  seed: z.int().min(1).max(64).describe("a public seed on which that check fails"),
  why: z.string().min(20).max(240).describe("what its author overlooked"),
});

export const labFile = z.strictObject({
  id: kebabId.describe("name of its folder"),
  title: z.string().min(3).max(60).describe("as a learner would say it"),
  topic: topicId,
  order: z.int().min(1).describe("place in the order of learning, from 1"),
  summary: z.string().min(40).max(240).describe("what one builds, for the list of labs"),
  skill: z.string().min(20).max(160).describe("what one can do afterwards"),
  minutes: z.int().min(5).max(1_200).describe("about how long it takes"),
  lines: z.int().min(1).describe("about how many lines the reference has without its remarks"),
  concepts: z.array(conceptId).min(1).describe("what it practises"),
  faults: z.array(z.string().min(3).max(60)).describe("faults that the program will meet, in a few words each"),
  checks: z.array(labCheck).min(1).describe("in the order of the rules of the lab; 100 points in all"),
  hints: z.array(markdown).length(3).describe("from a nudge to nearly all of it; opened one by one"),
  references: z.array(reference).min(1).describe("where to read on"),
  wrong: z.array(wrongProgram).min(5).describe("programs that some real person would write, and what catches them"),
});

export type LabFile = z.infer<typeof labFile>;
