/** What crosses the border of the labs slice. Hidden seeds never do: a seed of a submission is known by its number only. */
import { z } from "zod";
import type { RunVerdict as DomainRunVerdict } from "@/domain/labs/result";
import { ContentId } from "../review/review";
import { runVersionSchema, shownRecordingSchema } from "./excerpt";
import { PROGRAM_CHARS_MAX, PUBLIC_SEEDS } from "./limits";
import { SearchResultSchema, SeedResultSchema, VerdictSchema } from "./seed-result";

/** PostgreSQL stores no NUL, and a lone surrogate has no UTF-8: neither is kept as it was typed, so neither is taken. */
const SourceText = z
  .string()
  .max(PROGRAM_CHARS_MAX, `is longer than ${PROGRAM_CHARS_MAX / 1024} KiB. Make it shorter.`)
  .refine((text) => !/\0|\p{Surrogate}/u.test(text), "holds a character that cannot be stored (NUL, or half of a surrogate pair). Remove it.");

/** Lower case, as PostgreSQL gives it back. */
export const RunId = z.uuid().toLowerCase();

export const RunState = z.enum(["waiting", "running", "done"]);
export type RunState = z.infer<typeof RunState>;

const CheckSummary = z.strictObject({
  check: z.string(),
  verdict: VerdictSchema,
  points: z.number(),
  pointsMax: z.number(),
  passed: z.number().int(),
  failed: z.number().int(),
  unknown: z.number().int(),
  figures: z.record(z.string(), z.number()),
});

export const RunVerdict = z.strictObject({
  verdict: VerdictSchema,
  points: z.number(),
  pointsMax: z.number(),
  checks: z.array(CheckSummary),
  searches: z.array(SearchResultSchema).exactOptional(),
  stoppedAt: z.number().int().exactOptional(),
  seeds: z.strictObject({ run: z.number().int(), passed: z.number().int(), failed: z.number().int(), unknown: z.number().int() }),
  events: z.number(),
  simulatedSeconds: z.number(),
}) satisfies z.ZodType<DomainRunVerdict>;
export type RunVerdict = z.infer<typeof RunVerdict>;

/** How far a run has come: what a watcher is told again and again. */
export const RunProgress = z.strictObject({
  runId: z.string(),
  state: RunState,
  seedsWanted: z.number().int(),
  /** One letter a seed, in order: "-" not yet, "p" passed, "f" failed, "u" unknown. May be shorter than seedsWanted. */
  marks: z.string(),
  /** Above 1 when a judge was lost and another began anew. */
  attempts: z.number().int(),
  /** Runs that go first; null unless it waits. */
  ahead: z.number().int().nullable(),
});
export type RunProgress = z.infer<typeof RunProgress>;

export const RunListItem = z.strictObject({
  runId: z.string(),
  labId: z.string(),
  /** 1, 2, 3 ... among one's own runs of the lab */
  number: z.number().int(),
  state: RunState,
  submittedAt: z.number().int(),
  /** Null until it is done; "unknown" where the judge gave up, then without points */
  verdict: VerdictSchema.nullable(),
  /** Null also for a run that stopped at its first failure: points are counted over all seeds */
  points: z.number().nullable(),
  pointsMax: z.number().nullable(),
  /** The failing seed with which it ended, while others were not run; null for a run of all seeds */
  stoppedAt: z.number().int().nullable(),
  /** False when the lab or the engine changed since: another run may end otherwise */
  current: z.boolean(),
  /** Whether every signed-in account may read it, once it is done */
  shared: z.boolean(),
});
export type RunListItem = z.infer<typeof RunListItem>;

export const RunView = z.strictObject({
  run: RunListItem,
  mine: z.boolean(),
  /** By what name its learner goes, where that is somebody else who gave one */
  author: z.string().nullable(),
  /** Null for somebody else's: how it went through the queue is its learner's business. */
  progress: RunProgress.nullable(),
  seedsWanted: z.number().int(),
  labVersion: z.number().int(),
  engineVersion: z.number().int(),
  program: z.string(),
  programHash: z.string(),
  startedAt: z.number().int().nullable(),
  finishedAt: z.number().int().nullable(),
  /** Null until it is done, and where the judge gave up: then `reason` says why. */
  verdict: RunVerdict.nullable(),
  reason: z.string().nullable(),
  /** In the order of their numbers; empty until it is done */
  seeds: z.array(SeedResultSchema),
  /** The failing seeds that can be looked at, event by event */
  excerpts: z.array(z.strictObject({ n: z.number().int(), check: z.string() })),
  cpuSeconds: z.number().nullable(),
  /** True when an identical program had been judged before, so that nothing ran anew */
  answeredFromRecord: z.boolean(),
  /** Cards of one's own; none for somebody else's run */
  broughtForward: z.array(z.strictObject({ cardId: z.string(), frontHtml: z.string(), concept: z.strictObject({ id: z.string(), title: z.string() }) })),
});
export type RunView = z.infer<typeof RunView>;

/** The run's id is made by the browser once per press: sent again, it counts once. */
export const SubmitRunInput = z.strictObject({
  runId: RunId,
  labId: ContentId,
  program: SourceText,
  /** False: the run ends with the first seed that fails. */
  allSeeds: z.boolean().default(false),
});
export const SubmitRunOutput = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("accepted"), run: RunListItem }),
  /** The text is no program (a syntax error, no default export): nothing was counted. Lines and columns from 1. */
  z.strictObject({
    outcome: z.literal("unreadable"),
    problems: z.array(z.strictObject({ line: z.number().int(), column: z.number().int(), message: z.string() })),
  }),
]);
export type SubmitRunOutput = z.infer<typeof SubmitRunOutput>;

export const RunInput = z.strictObject({ runId: RunId });
export const ShareRunInput = z.strictObject({ runId: RunId, shared: z.boolean() });
/** What holds now. */
export const ShareRunOutput = z.strictObject({ shared: z.boolean() });
export const WatchRunInput = z.strictObject({
  runId: RunId,
  /** The last event that the watcher has seen; the browser's EventSource sends it by itself after a break. */
  lastEventId: z.string().max(80).nullish(),
});
export const ListRunsInput = z.strictObject({ labId: ContentId.optional() });
export const ListRunsOutput = z.strictObject({ runs: z.array(RunListItem) });
export type ListRunsOutput = z.infer<typeof ListRunsOutput>;

export const ExcerptInput = z.strictObject({ runId: RunId, n: z.number().int().positive(), check: z.string().max(80), version: runVersionSchema.default("shrunk") });
export const ExcerptOutput = shownRecordingSchema;
export type ExcerptOutput = z.infer<typeof ExcerptOutput>;

/** A public seed that broke a check once, saved as a test: Run plays it first. */
export const LabTest = z.strictObject({ n: z.number().int().min(1).max(PUBLIC_SEEDS), check: z.string().max(80) });
export type LabTest = z.infer<typeof LabTest>;

export const SetTestInput = LabTest.extend({ labId: ContentId, saved: z.boolean() });
export const SetTestOutput = z.strictObject({ tests: z.array(LabTest) });
export type SetTestOutput = z.infer<typeof SetTestOutput>;

export const Draft = z.strictObject({ text: z.string(), revision: z.number().int(), updatedAt: z.number().int() });
export type Draft = z.infer<typeof Draft>;

export const DraftInput = z.strictObject({ labId: ContentId });
export const DraftOutput = Draft.nullable();
export type DraftOutput = z.infer<typeof DraftOutput>;
/** `revision` is the one that this text was typed over, 0 for none. */
export const SaveDraftInput = z.strictObject({ labId: ContentId, text: SourceText, revision: z.number().int().min(0) });
export const SaveDraftOutput = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("saved"), revision: z.number().int() }),
  /** Another tab saved in between: its text is here, and nothing was overwritten. */
  z.strictObject({ outcome: z.literal("overtaken"), draft: Draft }),
]);
export type SaveDraftOutput = z.infer<typeof SaveDraftOutput>;
