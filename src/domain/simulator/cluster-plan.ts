/** Everything about a run that is decided before it begins. Times are whole microseconds of simulated time from 0. */
import type { Fate } from "./fate";
import type { Address, Body, Json } from "./message";

/** How long something takes. `constant` is the mean; `uniform` is 0 … 2 means; `exponential` has no upper end. */
export interface Delay {
  readonly kind: "constant" | "uniform" | "exponential";
  readonly meanUs: number;
}

/** A client's request, planned ahead so that it does not depend on what the program does. */
export interface PlannedOperation {
  readonly atUs: number;
  /** Its client, from 0: at most one request of a client is under way, later ones wait for their turn. */
  readonly client: number;
  readonly node: Address;
  /** As in a Jepsen history */
  readonly f: string;
  readonly value: Json;
  /** What is sent, without `msg_id`. */
  readonly body: Body;
  /** This field of an "ok" reply is kept by the client … */
  readonly keeps?: Carried;
  /** … and sent along in this field of a later request; left out while nothing is kept. */
  readonly sends?: Carried;
}

/** A field that goes from a reply to a later request of the same client, as a cookie does, and what the client calls it meanwhile. */
export interface Carried {
  readonly field: string;
  readonly as: string;
}

/** A node: by its name, or whoever sent the last message of this type between nodes when the fault strikes (nobody: nothing happens). */
export type Target = Address | { readonly lastSenderOf: string };

/** A way from one node to another; the way back is another link. */
export type Link = readonly [from: Address, to: Address];

/** What the network does to messages between nodes. */
export interface Weather {
  /** Clients are next to their node (0), as in Maelstrom: delay there would hide anomalies. */
  readonly latency: Delay;
  /** 0 … 1 */
  readonly loss: number;
  /** 0 … 1: a second copy with a latency of its own */
  readonly duplication: number;
}

export type Fault = { readonly atUs: number } & (
  /** Messages between nodes of different sides are lost where they arrive, until the next heal. Takes the place of the partition before. */
  | { readonly kind: "partition"; readonly sides: readonly (readonly Address[])[] }
  /** Messages on these links are lost where they arrive, until the next heal; further cuts add to it. */
  | { readonly kind: "cut"; readonly links: readonly Link[] }
  /** Cuts the links between one node and all others: those into it, out of it, or both. */
  | { readonly kind: "isolate"; readonly node: Target; readonly way: "in" | "out" | "both" }
  /** Ends partitions and cuts. */
  | { readonly kind: "heal" }
  /** Memory and timers are lost; of the writes since the last finished fsync a prefix is kept (`keeps`: of so many). With `forUs` the node restarts by itself. */
  | { readonly kind: "crash"; readonly node: Target; readonly forUs?: number; readonly keeps?: number }
  | { readonly kind: "restart"; readonly node: Address }
  /** Its handlers stop and nothing is lost; with `forUs` it goes on by itself. */
  | { readonly kind: "pause"; readonly node: Target; readonly forUs?: number }
  | { readonly kind: "resume"; readonly node: Address }
  /** From now on each handler of the node keeps it busy for so long; null: no time. */
  | { readonly kind: "slow"; readonly node: Target; readonly service: Delay | null }
  | { readonly kind: "clock-jump"; readonly node: Target; readonly byMs: number }
  /** From now on its clock gains so many microseconds a second (or loses them). */
  | { readonly kind: "clock-drift"; readonly node: Target; readonly ppm: number }
  /** Changes what is named, from now on. */
  | ({ readonly kind: "weather" } & Partial<Weather>)
);

/** Services that stand beside the cluster under these addresses (Maelstrom's). */
export type ServiceName = "lin-kv" | "seq-kv" | "lww-kv" | "lin-tso";

export interface ClusterPlan extends Weather {
  readonly seed: string;
  readonly nodes: readonly Address[];
  /** Links with a latency of their own. */
  readonly links?: readonly { readonly link: Link; readonly latency: Delay }[];
  /** Messages of one link arrive in the order in which they were sent. */
  readonly fifo?: boolean;
  /** By `fateKey`: what becomes of these messages, whatever chance would say. Chance decides about all others. */
  readonly fates?: Readonly<Record<string, Fate>>;
  readonly services?: readonly ServiceName[];
  readonly fsync: Delay;
  /** 0 … 1: how likely the first append that a crash loses leaves a torn entry. */
  readonly tornWrites?: number;
  /** How long each handler keeps its node busy; without it no time. */
  readonly service?: Delay;
  /** How much may be in the inbox of a busy or paused node, what it works on included; further messages are lost. */
  readonly inboxMax?: number;
  /** How far each node's clock is off at the start, in ms; nodes that are not named are exact. */
  readonly clockOffsetsMs: Readonly<Record<Address, number>>;
  /** What we hand out misbehaves within what it promises: see buggify.ts. */
  readonly buggify?: boolean;
  /** Probabilistic concurrency testing: see pct.ts. */
  readonly schedule?: PctSchedule;
  readonly operations: readonly PlannedOperation[];
  readonly faults: readonly Fault[];
  /** From here on no new fault strikes, and a core of nodes that is whole has to answer: the liveness phase. */
  readonly settledAtUs?: number;
  /** A request without an answer for this long ends as indefinite. */
  readonly clientTimeoutUs: number;
  /** The run ends here, or when nothing is left to happen. */
  readonly endAtUs: number;
  readonly eventsMax: number;
}

export interface PctSchedule {
  /** The depth of the bugs that it is made to find: how many orders of two events they need. */
  readonly depth: 2 | 3;
  /** About how many messages nodes send each other in the run. */
  readonly messages: number;
  /** How much later a message of the lowest priority arrives than one of the highest. */
  readonly spreadUs: number;
}

/** What the clocks of nodes show at simulated time 0, in ms: a round number that no program should know. */
export const CLOCK_START_MS = 1_700_000_000_000;
