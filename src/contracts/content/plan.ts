/** A study plan: weeks of days, each with concepts. A plan may name concepts whose content is not written yet. */
import { z } from "zod";
import { conceptId, kebabId } from "./text";

export const planDay = z.strictObject({
  day: z.int().min(1),
  title: z.string().min(3).max(60),
  goal: z.string().min(20).max(160).describe("what you can do after this day"),
  concepts: z.array(conceptId).max(8).describe("empty on a day of repetition"),
});

export const planWeek = z.strictObject({
  week: z.int().min(1),
  title: z.string().min(3).max(60),
  goal: z.string().min(20).max(200),
  days: z.array(planDay).min(1),
});

export const planFile = z.strictObject({
  id: kebabId.describe("name of the file"),
  title: z.string().min(3).max(60).describe("for the list of plans"),
  summary: z.string().min(20).max(300).describe("what the plan leads to"),
  source: z.string().min(1).max(200).describe("where the plan comes from"),
  weeks: z.array(planWeek).min(1).describe("in order; their days are numbered through"),
});

export type PlanFile = z.infer<typeof planFile>;
export type PlanDayFile = z.infer<typeof planDay>;
