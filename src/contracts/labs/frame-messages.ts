/**
 * What the page and the two helpers in the learner's browser tell each other: the frame that runs a program, and the
 * worker that strips its types. The page believes neither: everything that comes is parsed and bounded.
 */
import { z } from "zod";
import type { Led, ManualBase } from "../../domain/labs/by-hand";
import { excerptSchema } from "./excerpt";
import { PROGRAM_CHARS_MAX } from "./limits";
import { ManualStateSchema } from "./manual";
import { SeedResultSchema } from "./seed-result";

/**
 * To the frame, from the page that holds it: it takes messages of nobody else. `program` is what the strip worker
 * made; the seed of number n is the text `String(n)`. Jobs are done in turn, and each gets one answer with its number.
 */
export type ToFrame = FrameTask & { readonly job: number };
export type FrameTask = PlaySeed | PlayByHand;

interface OfProgram {
  readonly lab: string;
  readonly program: string;
}

export interface PlaySeed extends OfProgram {
  readonly seed: number;
  /** The check whose failure is to be shown: the answer is then an excerpt of the trace, not a result. */
  readonly explain: string | null;
  /** To show the smallest run that fails in this way instead, as far as that is found in a few seconds. */
  readonly shrink: boolean;
}

/** Plays a run up to the last of these choices; the answer says what may come next. */
export interface PlayByHand extends OfProgram, Led {
  readonly base: ManualBase;
}

const job = z.int().nonnegative();
const text = z.string().max(4_000);

export const FromFrameSchema = z.discriminatedUnion("say", [
  /** The worker stands and waits. */
  z.strictObject({ say: z.literal("ready") }),
  z.strictObject({ say: z.literal("result"), job, result: SeedResultSchema }),
  /** Null: this run does not fail that check, or no smaller one was found. */
  z.strictObject({ say: z.literal("excerpt"), job, excerpt: excerptSchema.nullable() }),
  /** Null: the run that the hand takes over is not there, because no smaller one was found. */
  z.strictObject({ say: z.literal("led"), job, state: ManualStateSchema.nullable() }),
  /** Our own fault, or a program that broke the engine: nothing is known of the seed. */
  z.strictObject({ say: z.literal("broken"), job: job.nullable(), why: text }),
]);
export type FromFrame = z.infer<typeof FromFrameSchema>;

export interface ToStripWorker {
  readonly job: number;
  readonly source: string;
}

const place = z.int().positive().max(PROGRAM_CHARS_MAX + 1).nullable();

export const FromStripWorkerSchema = z.discriminatedUnion("say", [
  z.strictObject({ say: z.literal("stripped"), job, program: z.string().max(2 * PROGRAM_CHARS_MAX) }),
  /** The text is no program. Line and column in the learner's file, from 1. */
  z.strictObject({ say: z.literal("unreadable"), job, message: text, line: place, column: place }),
]);
export type FromStripWorker = z.infer<typeof FromStripWorkerSchema>;
