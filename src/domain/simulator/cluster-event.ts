/** What the queue of a cluster holds: everything that is yet to happen. */
import type { Fault } from "./cluster-plan";
import type { NodeState } from "./node-state";
import type { TracedMessage } from "./trace";

/** A message, with its body as JSON text. */
export interface Wire {
  readonly message: TracedMessage;
  readonly text: string;
}

/** What a node may have to hear of. Void in another life of the node than that in which it was scheduled. */
export type NodeEvent =
  | { readonly kind: "arrive"; readonly wire: Wire; readonly copy: 1 | 2; readonly lost: boolean }
  | { readonly kind: "timer"; readonly node: NodeState; readonly incarnation: number; readonly name: string; readonly token: number }
  | { readonly kind: "synced"; readonly node: NodeState; readonly incarnation: number; readonly sync: number; readonly point: number }
  | { readonly kind: "rpc-timeout"; readonly node: NodeState; readonly incarnation: number; readonly msgId: number };

export type ClusterEvent =
  | NodeEvent
  | { readonly kind: "boot"; readonly node: NodeState }
  /** A busy node is free for what waits longest in its inbox. */
  | { readonly kind: "ready"; readonly node: NodeState; readonly incarnation: number }
  | { readonly kind: "operation"; readonly operation: number }
  | { readonly kind: "client-timeout"; readonly operation: number }
  | { readonly kind: "fault"; readonly fault: Fault }
  /** A crash or a pause that ends by itself; void if it has ended before. */
  | { readonly kind: "recover"; readonly node: NodeState; readonly from: "crash" | "pause"; readonly token: number };
