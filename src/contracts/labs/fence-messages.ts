/**
 * What crosses the fence around a learner's program: one line of JSON in for each seed, one line out. What comes out
 * is written by a process that runs strangers' code, so every field of it is checked.
 */
import { z } from "zod";
import { BUGGIFY_SITES } from "../../domain/simulator/buggify";
import type { ClusterPlan } from "../../domain/simulator/cluster-plan";
import type { HistoryEntry } from "../../domain/simulator/history";
import type { Json } from "../../domain/simulator/message";
import { BODY_DEPTH_MAX } from "../../domain/simulator/node-host";
import type { Outage } from "../../domain/simulator/outages";
import type { RunRecord, Upcall } from "../../domain/simulator/run-record";
import type { SearchReport } from "../../domain/simulator/search/search";
import type { Step } from "../../domain/simulator/search/step";
import { traceEventSchema } from "./excerpt";
import { ProgramFailureSchema } from "./seed-result";

/** The first line: what the process is to run in its thread, and for how long each request may be computed on. */
export interface FenceStart {
  readonly code: string;
  readonly cpuMsMax: number;
}

/** One seed to run. Self-contained, so that a fresh process can take over after any of them. */
export interface FenceRequest {
  readonly lab: string;
  /** The prepared text of the program, as src/sandbox/program.ts makes it. */
  readonly program: string;
  readonly n: number;
  readonly seed: string;
  /** In place of the plan that lab, n and seed make: a smaller one, made of it. It has the same seed. */
  readonly plan?: ClusterPlan;
  /** In place of a run: the search of this id. */
  readonly search?: string;
  /** Record the trace, with pictures of the nodes. */
  readonly inspect: boolean;
}

const EVENTS_MAX = 5_000_000;
const HISTORY_MAX = 200_000;
const NAME_MAX = 200;
const TEXT_MAX = 4_000;
/** A value of the history may hold a body, and an answer made of several. */
const VALUE_DEPTH_MAX = BODY_DEPTH_MAX + 8;

const name = z.string().max(NAME_MAX);
const count = z.int().nonnegative();

/** Parsed from JSON text, a value can only be JSON; how deep it is nested is what a reader must be able to rely on. */
const json = z.custom<Json>((value) => value !== undefined && isWithinDepth(value, VALUE_DEPTH_MAX), "must be JSON that is not nested too deeply");

function isWithinDepth(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isWithinDepth(inner, depth - 1));
}

const historyEntry: z.ZodType<HistoryEntry> = z.strictObject({
  process: count,
  type: z.enum(["invoke", "ok", "fail", "info"]),
  f: name,
  value: json,
  timeUs: count,
  node: name,
  operation: count,
  error: z.strictObject({ code: z.int(), text: z.string().max(TEXT_MAX) }).exactOptional(),
  event: count,
});

const ending = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("finished") }),
  z.strictObject({ kind: z.literal("program-failed"), node: name, failure: ProgramFailureSchema }),
  z.strictObject({ kind: z.literal("too-many-events"), eventsMax: count }),
]);

const UPCALLS_MAX = 1_000_000;

const upcall: z.ZodType<Upcall> = z.strictObject({ node: name, incarnation: count, value: json, timeUs: count, event: count });

/** Each fault of a plan ends and begins a few. */
const OUTAGES_MAX = 100_000;
const NODES_MAX = 256;

const outage: z.ZodType<Outage> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["down", "paused"]), node: name, fromUs: count, untilUs: count }),
  z.strictObject({ kind: z.literal("cut"), node: name, peers: z.array(name).max(NODES_MAX), fromUs: count, untilUs: count }),
]);

const runRecord: z.ZodType<RunRecord> = z.strictObject({
  seed: z.string(),
  ending,
  history: z.array(historyEntry).max(HISTORY_MAX),
  counters: z.strictObject({
    serverMessages: count,
    serverBytes: count,
    clientMessages: count,
    lost: count,
    duplicated: count,
    crashes: count,
    deliveries: count,
  }),
  upcalls: z.array(upcall).max(UPCALLS_MAX),
  outages: z.array(outage).max(OUTAGES_MAX),
  buggify: z.array(z.enum(BUGGIFY_SITES)),
  events: count.max(EVENTS_MAX),
  endedAtUs: count,
  traceHash: z.string().regex(/^[0-9a-f]{16}$/),
  trace: z.array(traceEventSchema).max(EVENTS_MAX).exactOptional(),
});

/** A step names the message that it is about by its whole text. */
const STEP_CHARS_MAX = 100_000;
const STEPS_MAX = 10_000;

const step: z.ZodType<Step> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["deliver", "drop"]), to: name, message: z.string().max(STEP_CHARS_MAX) }),
  z.strictObject({ kind: z.literal("timer"), node: name, name }),
  z.strictObject({ kind: z.literal("rpc-timeout"), node: name, msgId: count }),
  z.strictObject({ kind: z.literal("synced"), node: name, sync: count }),
  z.strictObject({ kind: z.literal("invoke"), node: name, operation: count }),
  z.strictObject({ kind: z.literal("crash"), node: name, keeps: count }),
  z.strictObject({ kind: z.literal("restart"), node: name }),
]);

const searchReport: z.ZodType<SearchReport> = z.strictObject({
  end: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("exhausted"), isCut: z.boolean() }),
    z.strictObject({ kind: z.literal("violation"), steps: z.array(step).max(STEPS_MAX), run: runRecord }),
    z.strictObject({ kind: z.enum(["spent", "not-repeatable"]) }),
  ]),
  states: count,
  steps: count,
  depth: count,
});

export const FenceReply = z.discriminatedUnion("kind", [
  /** Once, before the first request. */
  z.strictObject({ kind: z.literal("ready") }),
  /** `cpuMs`: processor time of the whole process since the request came. */
  z.strictObject({ kind: z.literal("record"), n: count, cpuMs: z.number().nonnegative(), record: runRecord }),
  /** What came of a search. */
  z.strictObject({ kind: z.literal("searched"), n: count, cpuMs: z.number().nonnegative(), report: searchReport }),
  /** The record was longer than FENCE_REPLY_BYTES_MAX (limits.ts). */
  z.strictObject({ kind: z.literal("too-long"), n: count, cpuMs: z.number().nonnegative() }),
  /** In place of an answer, which may yet come and is not waited for. */
  z.strictObject({ kind: z.literal("late"), cpuMs: z.number().nonnegative() }),
  /** Our own code broke. The process ends after it. */
  z.strictObject({ kind: z.literal("broke"), reason: z.string().max(TEXT_MAX) }),
]);
export type FenceReply = z.infer<typeof FenceReply>;
