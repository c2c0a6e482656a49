/** What happened in a run, in order. Drawn, stepped through, and folded into one hash that names the run's behaviour. */
import type { Delay, Link, ServiceName, Weather } from "./cluster-plan";
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
  /** `copy`: 1, or 2 for the second copy of a duplicated message. `arrivedAtUs`: when it came, where it had to wait in an inbox. */
  | { readonly kind: "message"; readonly message: TracedMessage; readonly copy: 1 | 2; readonly arrivedAtUs?: number }
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

/** How a node stood after an event: in runs that are recorded to be looked at all of it; where checks read the trace, what is synced, if that has changed since the node's last event. */
export interface Pictured {
  readonly picture?: NodePicture;
  readonly synced?: NodePicture["synced"];
}

/** Why a message was lost; "partition" stands for every cut, "overload" for an inbox that was full. */
export type LossReason = "loss" | "partition" | "down" | "no-such-node" | "overload";

/** `number` counts all events of the run from 0. */
export type TraceEvent = { readonly number: number; readonly atUs: number } & (
  | ({ readonly kind: "handled"; readonly node: Address; readonly incarnation: number; readonly trigger: Trigger; readonly did: readonly Did[]; readonly failed: boolean } & Pictured)
  | { readonly kind: "lost"; readonly message: TracedMessage; readonly copy: 1 | 2; readonly why: LossReason }
  | ({ readonly kind: "crashed"; readonly node: Address; readonly lostWrites: number; /** The log whose last entry is torn. */ readonly tornKey?: string } & Pictured)
  | { readonly kind: "partitioned"; readonly sides: readonly (readonly Address[])[] }
  /** These ways are cut from now on, beside what is cut already. */
  | { readonly kind: "cut"; readonly links: readonly Link[] }
  | { readonly kind: "healed" }
  /** What the network does from now on. */
  | ({ readonly kind: "weather" } & Weather)
  | { readonly kind: "paused" | "resumed"; readonly node: Address }
  /** How long each handler keeps the node busy from now on; null: no time. */
  | { readonly kind: "slowed"; readonly node: Address; readonly service: Delay | null }
  | { readonly kind: "clock-jumped"; readonly node: Address; readonly byMs: number }
  | { readonly kind: "clock-drifted"; readonly node: Address; readonly ppm: number }
  /** A service carries out a request; null: one that asks for no reply. */
  | { readonly kind: "served"; readonly service: ServiceName; readonly request: TracedMessage; readonly reply: TracedMessage | null }
  /** A client sends its request, or gets (or gives up on) its answer. */
  | { readonly kind: "invoked"; readonly operation: number; readonly client: Address; readonly message: TracedMessage }
  | { readonly kind: "completed"; readonly operation: number; readonly client: Address; readonly type: "ok" | "fail" | "info"; readonly message: TracedMessage | null }
);

export type TraceEventKind = TraceEvent["kind"];
