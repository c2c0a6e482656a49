/** A run that is led by hand, as it crosses borders: to the frame that plays it and back, and in an address. */
import { z } from "zod";
import type { ManualState } from "../../domain/labs/by-hand";
import type { Json } from "../../domain/simulator/message";
import { type Choice, CHOICES_CHARS_MAX, CHOICES_MAX, choicesText, readChoices } from "../../domain/simulator/manual/choice";
import { OFFERED_MAX, type Offers } from "../../domain/simulator/manual/offers";
import { excerptSchema, tracedMessageSchema } from "./excerpt";
import { PUBLIC_SEEDS } from "./limits";
import { CheckResultSchema } from "./seed-result";

const NODES_MAX = 256;
const CHECKS_MAX = 64;
const ID_CHARS_MAX = 80;
const TEXT_CHARS_MAX = 4_000;

const count = z.int().nonnegative();
const name = z.string().max(200);
const id = z.string().max(ID_CHARS_MAX).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const value: z.ZodType<Json> = z.json();
const offered = <Item extends z.ZodType>(item: Item) => z.array(item).max(OFFERED_MAX).readonly();

const operationSchema = z.strictObject({ operation: count, client: name, node: name, f: name, value });

const offersSchema: z.ZodType<Offers> = z.strictObject({
  messages: offered(z.strictObject({ message: tracedMessageSchema, copy: z.union([z.literal(1), z.literal(2)]), dueAtUs: count.nullable(), waitsForItsTurn: z.boolean() })),
  timers: offered(z.strictObject({ node: name, kind: z.enum(["timer", "rpc-timeout"]), name, dueAtUs: count, waitsForItsTurn: z.boolean() })),
  nodes: z.array(z.strictObject({ node: name, isUp: z.boolean(), isPaused: z.boolean(), unsyncedWrites: count, isSyncing: z.boolean() })).max(NODES_MAX),
  operations: offered(operationSchema),
  waiting: offered(operationSchema),
  planned: z
    .strictObject({
      what: z.enum(["partition", "cut", "isolate", "heal", "crash", "restart", "pause", "resume", "slow", "clock-jump", "clock-drift", "weather", "crash-ends", "pause-ends"]),
      node: name.nullable(),
      atUs: count,
    })
    .nullable(),
});

export const ManualStateSchema: z.ZodType<ManualState> = z.strictObject({
  excerpt: excerptSchema,
  offers: offersSchema,
  taken: count.max(CHOICES_MAX),
  eventsAfter: z.array(count).max(CHOICES_MAX + 1),
  hasEnded: z.boolean(),
  nowUs: count,
  checks: z.array(CheckResultSchema).max(CHECKS_MAX),
  brokenAfter: count.nullable(),
});

const seedNumber = z.coerce.number().int().min(1).max(PUBLIC_SEEDS);

/** Where the hand takes over, as the query of the page says it: `?seed=3&from=40`, `?seed=3&check=unique` (its shrunk run), `?search=two-lives`. What makes no sense is as if it were not there. */
export const ManualQuery = z.object({
  seed: seedNumber.optional().catch(undefined),
  check: id.optional().catch(undefined),
  search: id.optional().catch(undefined),
  from: z.coerce.number().int().min(0).max(1_000_000).optional().catch(undefined),
  /** A run that may be read, whose program plays; left out: one's own text. */
  of: z.uuid().optional().catch(undefined),
});
export type ManualQuery = z.infer<typeof ManualQuery>;

/** What follows "#" in the address of a run that is led by hand. */
export interface ManualLink {
  readonly choices: readonly Choice[];
  /** Of the run after them; what plays otherwise is another program. Null: not told */
  readonly traceHash: string | null;
}

const LINK = /^#?by-hand=(?<choices>[a-z0-9.,]*)(?:&trace=(?<trace>[0-9a-f]{16}))?$/;

/** "#by-hand=o0,d3,cn1.0&trace=…" */
export const manualFragment = ({ choices, traceHash }: ManualLink): string => (choices.length === 0 ? "" : `#by-hand=${choicesText(choices)}${traceHash === null ? "" : `&trace=${traceHash}`}`);

export const ManualFragmentSchema = z
  .string()
  .max(CHOICES_CHARS_MAX + TEXT_CHARS_MAX)
  .transform((text, context): ManualLink => {
    const { choices = "", trace } = LINK.exec(text)?.groups ?? {};
    const read = LINK.test(text) ? readChoices(choices) : null;
    if (read === null) context.addIssue({ code: "custom", message: "This is no list of choices." });
    return { choices: read ?? [], traceHash: trace ?? null };
  });
