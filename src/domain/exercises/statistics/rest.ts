/** How able a learner shows themselves in the other items of a use. SPEC.md: I5 and I7. */

/** With fewer other items the rest says more about them than about the learner. */
export const OTHERS_MIN = 3;

/** What a learner scored in all items of a use, and how many they are. */
export interface Scored {
  readonly sum: number;
  readonly count: number;
}

/** The mean of the other items; null where they are too few. */
export const restOf = ({ sum, count }: Scored, own: number): number | null => (count - 1 < OTHERS_MIN ? null : (sum - own) / (count - 1));
