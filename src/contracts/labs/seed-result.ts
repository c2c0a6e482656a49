/** What came of one seed, as it crosses a border: from the browser's frame to the page, from the judge to the server. Bounded, because who made it is not trusted. */
import { z } from "zod";
import { SEED_NUMBER_MAX, type SearchResult, type SeedResult } from "../../domain/labs/result";

const TEXT_MAX = 4_000;
const FRAMES_MAX = 50;
const CHECKS_MAX = 64;
const FIGURES_MAX = 64;
const WITNESSES_MAX = 10_000;

const text = z.string().max(TEXT_MAX);
const name = z.string().max(200);
const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

export const VerdictSchema = z.enum(["passed", "failed", "unknown"]);

export const ProgramFailureSchema = z.strictObject({
  kind: z.enum(["threw", "no-program", "out-of-gas", "out-of-memory", "stack-overflow", "bad-effect", "engine"]),
  message: text,
  frames: z.array(z.strictObject({ name, line: count, column: count })).max(FRAMES_MAX),
});

export const CheckResultSchema = z.strictObject({
  check: name,
  verdict: VerdictSchema,
  say: text,
  figures: z.record(name, z.number()).refine((figures) => Object.keys(figures).length <= FIGURES_MAX, `at most ${FIGURES_MAX} figures`),
  witnesses: z.array(count).max(WITNESSES_MAX),
});

export const SeedResultSchema: z.ZodType<SeedResult> = z.strictObject({
  n: z.number().int().min(1).max(SEED_NUMBER_MAX),
  scenario: name,
  verdict: VerdictSchema,
  checks: z.array(CheckResultSchema).max(CHECKS_MAX),
  /** Empty where the run was cut off. */
  traceHash: z.string().regex(/^(?:[0-9a-f]{16})?$/),
  events: count,
  simulatedUs: count,
  failure: ProgramFailureSchema.exactOptional(),
  cut: text.exactOptional(),
});

export const SearchResultSchema: z.ZodType<SearchResult> = z.strictObject({
  n: z.number().int().min(SEED_NUMBER_MAX + 1),
  search: name,
  title: name,
  verdict: VerdictSchema,
  broken: CheckResultSchema.nullable(),
  say: text,
  states: count,
  steps: count,
  depth: count,
  cut: text.exactOptional(),
});
