/** Grading again: what would change, before it does. SPEC.md: rules R. */

export interface GradedBefore {
  readonly id: string;
  readonly score: number;
  readonly credit: number;
}

export interface Change {
  readonly id: string;
  readonly before: { readonly score: number; readonly credit: number };
  readonly after: { readonly score: number; readonly credit: number };
}

/** Scores are shares of small whole numbers: a difference below this is rounding. */
const SAME = 1e-9;

/** The attempts whose score or credit another grading changes; `again` gives null for one that cannot be graded any more. */
export function changesOf<T extends GradedBefore>(attempts: readonly T[], again: (attempt: T) => { score: number; credit: number } | null): Change[] {
  return attempts.flatMap((attempt) => {
    const { id, score, credit } = attempt;
    const after = again(attempt);
    if (after === null || (Math.abs(after.score - score) < SAME && Math.abs(after.credit - credit) < SAME)) return [];
    return [{ id, before: { score, credit }, after }];
  });
}
