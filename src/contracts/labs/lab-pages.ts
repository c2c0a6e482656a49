/** What the list of labs and the workspace of one show. */
import { z } from "zod";
import { ContentId, Reference } from "../review/review";
import { Draft, LabTest, RunListItem } from "./labs";

const Named = z.strictObject({ id: z.string(), title: z.string() });

export const LabSummary = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** What one builds */
  summary: z.string(),
  minutes: z.number().int(),
  topic: Named,
  concepts: z.array(Named),
  /** Whether something was typed and kept */
  hasDraft: z.boolean(),
  /** Of one's own runs that are done, the one with the most points, which are null where all of them stopped at a failure; null before the first */
  best: z.strictObject({ runId: z.string(), verdict: z.enum(["passed", "failed", "unknown"]), points: z.number().nullable(), pointsMax: z.number() }).nullable(),
  /** Runs that wait for the judge or are with it */
  underWay: z.number().int(),
});
export type LabSummary = z.infer<typeof LabSummary>;

export const ListLabsOutput = z.strictObject({ labs: z.array(LabSummary) });
export type ListLabsOutput = z.infer<typeof ListLabsOutput>;

export const LabCheck = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** What others call it, such as "3d" */
  stage: z.string().nullable(),
  points: z.number(),
  /** What must hold, in one sentence */
  holdsHtml: z.string(),
  /** Figures against what the check allows, and against what is better than asked */
  measures: z.array(z.strictObject({ figure: z.string(), bar: z.number(), gold: z.number().nullable() })),
});
export type LabCheck = z.infer<typeof LabCheck>;

export const OpenLabInput = z.strictObject({ labId: ContentId });

export const LabView = z.strictObject({
  id: z.string(),
  title: z.string(),
  topic: Named,
  concepts: z.array(Named),
  /** What one can do afterwards */
  skill: z.string(),
  minutes: z.number().int(),
  /** About how many lines the reference takes */
  lines: z.number().int(),
  /** What the network and the machines will do, in a few words each */
  faults: z.array(z.string()),
  briefHtml: z.string(),
  messagesHtml: z.string(),
  /** Opened one by one */
  hintsHtml: z.array(z.string()),
  /** In the lab's order */
  checks: z.array(LabCheck),
  /** What the editor holds before anything is typed */
  starter: z.string(),
  references: z.array(Reference),
  /** TypeScript declarations of what a program may use */
  declarations: z.string(),
  draft: Draft.nullable(),
  /** One's own, oldest first */
  tests: z.array(LabTest),
  /** One's own, newest first */
  runs: z.array(RunListItem),
});
export type LabView = z.infer<typeof LabView>;
