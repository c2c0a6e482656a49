/** What happened in a run, in order. Drawn, stepped through, and folded into one hash that names the run's behaviour. */
import type { Address, Json } from "./message";

/** Grows when the meaning of a recorded trace changes; old recordings keep their number. */
export const TRACE_VERSION = 1;

/** One message on the wire. Its number is the order of sending within the run, from 0. */
export interface TracedMessage {
  readonly number: number;
  readonly from: Address;
  readonly to: Address;
  readonly body: Json;
}

/** What made a handler run. */
export type Trigger =
  | { readonly kind: "boot"; readonly restarted: boolean }
  /** `copy`: 1, or 2 for the second copy of a duplicated message */
  | { readonly kind: "message"; readonly message: TracedMessage; readonly copy: 1 | 2 }
  | { readonly kind: "timer"; readonly name: string; readonly data: Json; readonly setAtUs: number }
  | { readonly kind: "synced" }
  | { readonly kind: "rpc-timeout"; readonly message: TracedMessage };

/** What a handler did. */
export type Did =
  | { readonly kind: "sent"; readonly message: TracedMessage; readonly copies: 1 | 2 }
  | { readonly kind: "timer-set"; readonly name: string; readonly dueAtUs: number }
  | { readonly kind: "timer-cleared"; readonly name: string }
  | { readonly kind: "wrote"; readonly key: string; readonly value: Json }
  | { readonly kind: "appended"; readonly log: string; readonly value: Json }
  | { readonly kind: "fsync-begun" }
  | { readonly kind: "delivered"; readonly value: Json }
  | { readonly kind: "logged"; readonly text: string };

/** A node as it stood after an event: its `env.state`, and its disk with and without what is not yet synced. */
export interface NodePicture {
  readonly memory: Json;
  readonly disk: Readonly<Record<string, Json>>;
  readonly synced: Readonly<Record<string, Json>>;
}

/** `number` counts all events of the run from 0. `picture` only in runs that are recorded to be looked at. */
export type TraceEvent = { readonly number: number; readonly atUs: number } & (
  | { readonly kind: "handled"; readonly node: Address; readonly incarnation: number; readonly trigger: Trigger; readonly did: readonly Did[]; readonly failed: boolean; readonly picture?: NodePicture }
  | { readonly kind: "lost"; readonly message: TracedMessage; readonly copy: 1 | 2; readonly why: "loss" | "partition" | "down" | "no-such-node" }
  | { readonly kind: "crashed"; readonly node: Address; readonly lostWrites: number; readonly picture?: NodePicture }
  | { readonly kind: "partitioned"; readonly sides: readonly (readonly Address[])[] }
  | { readonly kind: "healed" }
  | { readonly kind: "clock-jumped"; readonly node: Address; readonly byMs: number }
  /** A client sends its request, or gets (or gives up on) its answer. */
  | { readonly kind: "invoked"; readonly operation: number; readonly client: Address; readonly message: TracedMessage }
  | { readonly kind: "completed"; readonly operation: number; readonly client: Address; readonly type: "ok" | "fail" | "info"; readonly message: TracedMessage | null }
);

export type TraceEventKind = TraceEvent["kind"];
