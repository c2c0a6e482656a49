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
}

export type Fault =
  /** Messages between nodes of different sides are lost where they arrive, until the next heal. */
  | { readonly kind: "partition"; readonly atUs: number; readonly sides: readonly (readonly Address[])[] }
  | { readonly kind: "heal"; readonly atUs: number }
  /** Memory and timers are lost; of the writes since the last finished fsync a prefix is kept. */
  | { readonly kind: "crash"; readonly atUs: number; readonly node: Address }
  | { readonly kind: "restart"; readonly atUs: number; readonly node: Address }
  | { readonly kind: "clock-jump"; readonly atUs: number; readonly node: Address; readonly byMs: number };

export interface ClusterPlan {
  readonly seed: string;
  readonly nodes: readonly Address[];
  /** Between nodes; clients are next to their node (0), as in Maelstrom: delay there would hide anomalies. */
  readonly latency: Delay;
  /** 0 … 1, of messages between nodes */
  readonly loss: number;
  /** 0 … 1, of messages between nodes: a second copy with a latency of its own */
  readonly duplication: number;
  /** By `fateKey`: what becomes of these messages, whatever chance would say. Chance decides about all others. */
  readonly fates?: Readonly<Record<string, Fate>>;
  readonly fsync: Delay;
  /** How far each node's clock is off at the start, in ms; nodes that are not named are exact. */
  readonly clockOffsetsMs: Readonly<Record<Address, number>>;
  readonly operations: readonly PlannedOperation[];
  readonly faults: readonly Fault[];
  /** A request without an answer for this long ends as indefinite. */
  readonly clientTimeoutUs: number;
  /** The run ends here, or when nothing is left to happen. */
  readonly endAtUs: number;
  readonly eventsMax: number;
}

/** What the clocks of nodes show at simulated time 0, in ms: a round number that no program should know. */
export const CLOCK_START_MS = 1_700_000_000_000;
