/** What becomes of single messages where the plan tells it instead of leaving it to chance: SPEC.md, rule N8. */
import type { Address } from "./message";

/** One copy of a message that is under way. */
export interface Copy {
  readonly number: 1 | 2;
  readonly afterUs: number;
  readonly lost: boolean;
}

/** The copies of one message: one, or two where it is duplicated. */
export type Fate = readonly Copy[];

/**
 * Names a message between nodes by what stays as it is when other parts of a plan are taken out: its ends, its type,
 * and its number (from 1) among the messages that have these in common.
 */
export const fateKey = (from: Address, to: Address, type: string, number: number): string => `${from}>${to}/${type}/${number}`;

/** Counts messages as they are sent, and gives each its key. */
export function countFates(): (from: Address, to: Address, type: string) => string {
  const counts = new Map<string, number>();
  return (from, to, type) => {
    const kind = fateKey(from, to, type, 0);
    const number = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, number);
    return fateKey(from, to, type, number);
  };
}
