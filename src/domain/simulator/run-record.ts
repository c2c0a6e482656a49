/** What a run leaves behind: all that checkers and people look at. */
import type { BuggifySite } from "./buggify";
import type { HistoryEntry } from "./history";
import type { Address, Json } from "./message";
import type { ProgramFailure } from "./node-host";
import type { Outage } from "./outages";
import type { TraceEvent } from "./trace";

/** Counted over the whole run. "Server" messages go between nodes, client messages from or to a client. */
export interface Counters {
  readonly serverMessages: number;
  readonly serverBytes: number;
  readonly clientMessages: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly crashes: number;
  readonly deliveries: number;
}

/** What a node handed to the checker with `env.deliver`: the simulator's own note of who did it, when, and in which life. */
export interface Upcall {
  readonly node: Address;
  /** Its life, from 0: how often it had been restarted. */
  readonly incarnation: number;
  readonly value: Json;
  readonly timeUs: number;
  /** Number of the trace event in whose handler it happened. */
  readonly event: number;
}

export type Ending =
  | { readonly kind: "finished" }
  /** A program failure ends the run at once. */
  | { readonly kind: "program-failed"; readonly node: Address; readonly failure: ProgramFailure }
  | { readonly kind: "too-many-events"; readonly eventsMax: number };

export interface RunRecord {
  readonly seed: string;
  readonly ending: Ending;
  readonly history: readonly HistoryEntry[];
  readonly counters: Counters;
  /** In the order in which they happened. */
  readonly upcalls: readonly Upcall[];
  readonly outages: readonly Outage[];
  /** The buggify sites that were on. */
  readonly buggify: readonly BuggifySite[];
  readonly events: number;
  readonly endedAtUs: number;
  /** 16 hexadecimal digits over every event of the run: src/domain/simulator/SPEC.md, "The trace hash" */
  readonly traceHash: string;
  /** Only when recorded. */
  readonly trace?: readonly TraceEvent[];
}
