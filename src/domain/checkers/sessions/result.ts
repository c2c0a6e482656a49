/** What the checkers of this folder say. */

/** Why one thing comes before another one. */
export interface OrderStep {
  readonly from: string;
  readonly to: string;
  readonly because: string;
}

/** One violation: what it is called, in a sentence, and the steps that lead to it. */
export interface OrderFinding {
  readonly pattern: string;
  readonly says: string;
  readonly steps: readonly OrderStep[];
  /** Index of the event that shows it, where it is one event. */
  readonly at?: number;
}

export interface OrderResult {
  readonly verdict: "valid" | "invalid" | "unknown";
  readonly findings: readonly OrderFinding[];
  /** Why nothing is known, in a sentence; null unless the verdict is unknown. */
  readonly unknownBecause: string | null;
}

export const unknownOrder = (unknownBecause: string): OrderResult => ({ verdict: "unknown", findings: [], unknownBecause });

/** Invalid if there are findings; otherwise unknown if there is a reason to be, and else valid. */
export const orderResult = (findings: readonly OrderFinding[], unknownBecause: string | null = null): OrderResult => ({
  verdict: findings.length > 0 ? "invalid" : unknownBecause === null ? "valid" : "unknown",
  findings,
  unknownBecause: findings.length > 0 ? null : unknownBecause,
});
