/** What clients saw: a history in Jepsen's form, which checkers of this project and of others read. */
import type { Address, Body, Json } from "./message";
import type { PlannedOperation } from "./cluster-plan";

export interface HistoryEntry {
  /** A client that got no answer goes on under a new process number, as in Jepsen. */
  readonly process: number;
  readonly type: "invoke" | "ok" | "fail" | "info";
  readonly f: string;
  readonly value: Json;
  readonly timeUs: number;
  readonly node: Address;
  /** Index of the operation in the plan: what joins an invocation to its completion. */
  readonly operation: number;
  /** Why it is fail or info: Maelstrom's code, or -1 for a reply that the workload cannot read. */
  readonly error?: { readonly code: number; readonly text: string };
  /** Number of the trace event at which it happened, from 0. */
  readonly event: number;
}

/** What a reply means to the client that asked; null: it makes no sense as a reply to this request. */
export type ReadReply = (operation: PlannedOperation, reply: Body) => Json | null;
