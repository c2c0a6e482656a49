/**
 * An interview scenario as an author writes it: content/interviews/<scenario>.yaml. All texts are plain text. Who may
 * read which field stands in src/domain/interviews/scenario.ts.
 */
import { z } from "zod";
import { reference } from "./concept-file";
import { cite, conceptId, kebabId, topicId } from "./text";

export const SCENARIO_LEVELS = ["junior to mid", "mid", "mid to senior", "senior", "senior to staff", "staff"] as const;

/** Furthest that a written number may be from what its formula gives, as a share of it. */
const TOLERANCE_MAX = 0.05;

const scenarioFact = z.strictObject({
  label: z.string().min(5).max(60).describe("as it stands in the list of what is agreed"),
  text: z.string().min(20).max(260).describe("what the interviewer says when asked"),
});

const phase = z.strictObject({
  name: z.string().min(3).max(24),
  minutes: z.int().min(1).max(60),
  guide: z.string().min(80).max(600).describe("what the interviewer does and says in it"),
});

const hint = z.strictObject({
  text: z.string().min(20).max(200).describe("as the candidate will read it: a nudge, no answer"),
  when: z.string().min(20).max(200).describe("what one sees or hears when it is due"),
});

const followUp = z.strictObject({
  text: z.string().min(15).max(200).describe("as the candidate will read it"),
  fromPhase: z.string().min(1).describe("name of the first phase in which it makes sense"),
});

const inputName = z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/, "is not a name: a letter, then letters and digits");

const estimate = z.strictObject({
  target: z.string().min(5).max(90),
  inputs: z.record(inputName, z.number()).describe("the names of the formula and their values"),
  formula: z.string().min(1).describe("in the expression language; see content/README.md"),
  value: z.number().positive().describe("what the formula gives, rounded as one would say it"),
  unit: z.string().min(1).max(24),
  tolerance: z.number().positive().max(TOLERANCE_MAX).describe("share of the exact value that rounding may take or add"),
  decides: z.string().min(20).max(240).describe("what the number decides in the design"),
});

const deepDive = z.strictObject({
  question: z.string().min(20).max(200),
  points: z.array(z.string().min(20).max(320)).min(3).max(6).describe("what a good answer holds; staff only"),
  concepts: z.array(conceptId).min(1).max(5),
  cite: cite.optional(),
});

const level = z.string().min(36).max(320);

const rubricLine = z.strictObject({
  dimension: z.string().min(5).max(40),
  levels: z.tuple([level, level, level, level]).describe("evidence that one can hear or see in this very scenario"),
  concepts: z.array(conceptId).min(1).max(5).describe("their cards come forward when the line ends at 1 or 2"),
});

export const scenarioFile = z.strictObject({
  id: kebabId.describe("name of the file"),
  title: z.string().min(3).max(60).describe("what is to be designed"),
  topic: topicId,
  level: z.enum(SCENARIO_LEVELS).describe("of whom it is asked"),
  minutes: z.int().min(15).max(120).describe("of the whole interview; the phases fill them exactly"),
  summary: z.string().min(40).max(200).describe("what it is about, for the list of scenarios"),
  prompt: z.string().min(40).max(260).describe("the task as the candidate reads it: one or two sentences"),
  facts: z.array(scenarioFact).min(6).max(12).describe("what the interviewer tells when asked"),
  phases: z.array(phase).min(4).max(8).describe("in order"),
  hints: z.array(hint).min(3).max(6).describe("nudges, each with its moment"),
  followUps: z.array(followUp).min(4).max(8).describe("questions that change the task"),
  estimates: z.array(estimate).min(4).max(8).describe("numbers that decide something; the check computes them"),
  deepDives: z.array(deepDive).min(3).max(6).describe("questions into the depth, with what a good answer holds"),
  commonMistakes: z.array(z.string().min(40).max(240)).min(4).max(8).describe("a mistake and what it leads to"),
  rubric: z.array(rubricLine).min(6).max(7).describe("lines of four levels of evidence"),
  references: z.array(reference).min(1).describe("what the deep dives cite"),
});

export type ScenarioFile = z.infer<typeof scenarioFile>;
