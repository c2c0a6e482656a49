/** What a check of one history has found. */
import type { Json } from "@/domain/simulator/message";
import type { ReadHistory } from "./read-history";

export interface Outcome {
  readonly verdict: "valid" | "invalid" | "unknown";
  /** What decided it. */
  readonly engine: string;
  /** What shows it: an object for programs, and the same in lines for people. Null: there is nothing to show. */
  readonly evidence: object | null;
  readonly words: readonly string[];
}

/** What a user may say about a history beside its model. */
export interface CheckOptions {
  /** bank: what all accounts hold together. */
  readonly total: number | null;
  /** bank: accounts may be overdrawn. */
  readonly allowNegative: boolean;
  /** long-fork: how many keys are read together. */
  readonly groupSize: number | null;
}

export type Check = (history: ReadHistory, options: CheckOptions) => Outcome;

export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** The first few of a list in words, with how many there are. */
const EXAMPLES_MAX = 5;
export const examples = (all: readonly Json[]): string => `${all.slice(0, EXAMPLES_MAX).map((one) => JSON.stringify(one)).join(", ")}${all.length > EXAMPLES_MAX ? `, … (${all.length} in all)` : ""}`;
