/** A part of a trace as it crosses a border: from the server to the page, and from a tab's storage back into it. */
import { z } from "zod";
import { EXCERPT_EVENTS_MAX, type Excerpt } from "../../domain/labs/result";
import type { ShownRecording } from "../../domain/labs/shown-recording";
import type { Delay } from "../../domain/simulator/cluster-plan";
import type { Json } from "../../domain/simulator/message";
import type { Did, NodePicture, TracedMessage, TraceEvent, Trigger } from "../../domain/simulator/trace";

/** More than a cluster of any lab has, and what a single value may take: nobody stores a book under an excerpt's key. */
const NODES_MAX = 256;
const TEXT_MAX = 10_000;
const NAME_MAX = 1_000;
const DID_MAX = 10_000;

const jsonSchema: z.ZodType<Json> = z.json();
const nameSchema = z.string().max(NAME_MAX);
const countSchema = z.int().nonnegative();
const copySchema = z.union([z.literal(1), z.literal(2)]);

export const tracedMessageSchema: z.ZodType<TracedMessage> = z.object({ number: countSchema, from: nameSchema, to: nameSchema, body: jsonSchema });

const triggerSchema: z.ZodType<Trigger> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("boot"), restarted: z.boolean() }),
  z.object({ kind: z.literal("message"), message: tracedMessageSchema, copy: copySchema, arrivedAtUs: countSchema.exactOptional() }),
  z.object({ kind: z.literal("timer"), name: nameSchema, data: jsonSchema, setAtUs: countSchema }),
  z.object({ kind: z.literal("synced") }),
  z.object({ kind: z.literal("rpc-timeout"), message: tracedMessageSchema }),
]);

const didSchema: z.ZodType<Did> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("sent"), message: tracedMessageSchema, copies: copySchema }),
  z.object({ kind: z.literal("timer-set"), name: nameSchema, dueAtUs: countSchema }),
  z.object({ kind: z.literal("timer-cleared"), name: nameSchema }),
  z.object({ kind: z.literal("wrote"), key: nameSchema, value: jsonSchema }),
  z.object({ kind: z.literal("appended"), log: nameSchema, value: jsonSchema }),
  z.object({ kind: z.literal("fsync-begun") }),
  z.object({ kind: z.literal("delivered"), value: jsonSchema }),
  z.object({ kind: z.literal("logged"), text: z.string().max(TEXT_MAX) }),
]);

const pictureSchema: z.ZodType<NodePicture> = z.object({
  memory: jsonSchema,
  disk: z.record(z.string(), jsonSchema),
  synced: z.record(z.string(), jsonSchema),
});

const pictured = { picture: pictureSchema.exactOptional(), synced: z.record(z.string(), jsonSchema).exactOptional() };

const delaySchema: z.ZodType<Delay> = z.object({ kind: z.enum(["constant", "uniform", "exponential"]), meanUs: z.number().nonnegative() });
const shareSchema = z.number().min(0).max(1);
const linkSchema = z.tuple([nameSchema, nameSchema]);

const when = { number: countSchema, atUs: countSchema };

export const traceEventSchema: z.ZodType<TraceEvent> = z.discriminatedUnion("kind", [
  z.object({
    ...when,
    kind: z.literal("handled"),
    node: nameSchema,
    incarnation: countSchema,
    trigger: triggerSchema,
    did: z.array(didSchema).max(DID_MAX),
    failed: z.boolean(),
    ...pictured,
  }),
  z.object({ ...when, kind: z.literal("lost"), message: tracedMessageSchema, copy: copySchema, why: z.enum(["loss", "partition", "down", "no-such-node", "overload"]) }),
  z.object({ ...when, kind: z.literal("crashed"), node: nameSchema, lostWrites: countSchema, tornKey: nameSchema.exactOptional(), ...pictured }),
  z.object({ ...when, kind: z.literal("partitioned"), sides: z.array(z.array(nameSchema).max(NODES_MAX)).max(NODES_MAX) }),
  z.object({ ...when, kind: z.literal("cut"), links: z.array(linkSchema).max(NODES_MAX * NODES_MAX) }),
  z.object({ ...when, kind: z.literal("healed") }),
  z.object({ ...when, kind: z.literal("weather"), latency: delaySchema, loss: shareSchema, duplication: shareSchema }),
  z.object({ ...when, kind: z.enum(["paused", "resumed"]), node: nameSchema }),
  z.object({ ...when, kind: z.literal("slowed"), node: nameSchema, service: delaySchema.nullable() }),
  z.object({ ...when, kind: z.literal("clock-jumped"), node: nameSchema, byMs: z.number() }),
  z.object({ ...when, kind: z.literal("clock-drifted"), node: nameSchema, ppm: z.number() }),
  z.object({ ...when, kind: z.literal("served"), service: z.enum(["lin-kv", "seq-kv", "lww-kv", "lin-tso"]), request: tracedMessageSchema, reply: tracedMessageSchema.nullable() }),
  z.object({ ...when, kind: z.literal("invoked"), operation: countSchema, client: nameSchema, message: tracedMessageSchema }),
  z.object({
    ...when,
    kind: z.literal("completed"),
    operation: countSchema,
    client: nameSchema,
    type: z.enum(["ok", "fail", "info"]),
    message: tracedMessageSchema.nullable(),
  }),
]);

export const excerptSchema: z.ZodType<Excerpt> = z.object({
  traceVersion: countSchema,
  n: countSchema,
  scenario: nameSchema,
  check: nameSchema,
  say: z.string().max(TEXT_MAX),
  nodes: z.array(nameSchema).max(NODES_MAX),
  eventsInRun: countSchema,
  events: z.array(traceEventSchema).max(EXCERPT_EVENTS_MAX),
  witnesses: z.array(countSchema),
  traceHash: nameSchema,
  shrunkFrom: z.object({ events: countSchema, tries: countSchema }).exactOptional(),
});

export const runVersionSchema = z.enum(["shrunk", "as-run"]);

const shownRecording = z.object({
  version: runVersionSchema,
  excerpt: excerptSchema,
  events: z.object({ asRun: countSchema, shrunk: countSchema.nullable() }),
  kept: z.array(countSchema).max(EXCERPT_EVENTS_MAX).readonly(),
}) satisfies z.ZodType<ShownRecording>;
/** `isBeingShrunk`: a judge may yet find a smaller run. */
export const shownRecordingSchema = shownRecording.extend({ isBeingShrunk: z.boolean() });

/** What a browser run leaves of a failing seed in the storage of its tab. Played again, the run as it was is the same to the byte, so it is not kept. */
export const keptSeedSchema = z.object({ check: nameSchema, shrunk: excerptSchema.nullable(), eventsAsRun: countSchema });
export type KeptSeed = z.infer<typeof keptSeedSchema>;

/** Where a browser run leaves a failing seed, and the text that ran. */
export const seedStorageKey = (shelf: string, n: number): string => `quorum:lab-seed:${shelf}:${n}`;
export const sourceStorageKey = (shelf: string): string => `quorum:lab-source:${shelf}`;
