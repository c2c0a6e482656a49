/** One step of a search, and which steps may change places. */
import { assertNever } from "../../kernel/assert";
import type { Address } from "../message";

/** What may happen next. A message is named by its ends and its text: of several alike the oldest is meant. */
export type Step =
  | { readonly kind: "deliver" | "drop"; readonly to: Address; readonly message: string }
  | { readonly kind: "timer"; readonly node: Address; readonly name: string }
  | { readonly kind: "rpc-timeout"; readonly node: Address; readonly msgId: number }
  | { readonly kind: "synced"; readonly node: Address; readonly sync: number }
  | { readonly kind: "invoke"; readonly node: Address; readonly operation: number }
  | { readonly kind: "crash"; readonly node: Address; /** Of the unsynced writes */ readonly keeps: number }
  | { readonly kind: "restart"; readonly node: Address };

/** The same step after another one has the same name. */
export function nameOf(step: Step): string {
  switch (step.kind) {
    case "deliver":
    case "drop":
      return `${step.kind} ${step.message}`;
    case "timer":
      return `timer ${step.node} ${step.name}`;
    case "rpc-timeout":
      return `rpc-timeout ${step.node} ${step.msgId}`;
    case "synced":
      return `synced ${step.node} ${step.sync}`;
    case "invoke":
      return `invoke ${step.operation}`;
    case "crash":
      return `crash ${step.node} ${step.keeps}`;
    case "restart":
      return `restart ${step.node}`;
    default:
      return assertNever(step, "a step");
  }
}

/** Of which a run may have so many only. */
export type Budget = "drops" | "crashes" | "timers";
export type Left = Readonly<Record<Budget, number>>;

/** What a step changes or depends on. */
export interface Touched {
  readonly things: readonly string[];
  readonly spends: Budget | null;
  /** Clients or checkers saw something of it: the order of such steps shows. */
  readonly isSeen: boolean;
}

export const touchedBy = (step: Step, isSeen: boolean): Touched => ({ things: thingsOf(step), spends: spentBy(step), isSeen });

/** Whether two steps that are possible lead to the same state in either order, and neither makes the other impossible. */
export function areIndependent(one: Touched, other: Touched, left: Left): boolean {
  if (one.isSeen && other.isSeen) return false;
  if (one.spends !== null && one.spends === other.spends && left[one.spends] < 2) return false;
  return !one.things.some((thing) => other.things.includes(thing));
}

function thingsOf(step: Step): readonly string[] {
  switch (step.kind) {
    case "deliver":
      return [`node ${step.to}`, `message ${step.message}`];
    case "drop":
      // Only what goes to a node that is up can be dropped: that hangs on its crash and its restart.
      return [`up ${step.to}`, `message ${step.message}`];
    case "crash":
    case "restart":
      return [`up ${step.node}`, `node ${step.node}`];
    default:
      return [`node ${step.node}`];
  }
}

function spentBy({ kind }: Step): Budget | null {
  if (kind === "drop") return "drops";
  if (kind === "crash") return "crashes";
  return kind === "timer" || kind === "rpc-timeout" ? "timers" : null;
}
