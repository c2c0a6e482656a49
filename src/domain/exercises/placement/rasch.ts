/** The Rasch model with a floor for guessing: rules PL1 and PL2 of SPEC.md. */

/** Log-odds of a wrong answer at ability 0, at the two ends of the forecast: nine of ten right, one of six right. */
const LEVEL_ENDS = { easiest: -Math.log(9), hardest: Math.log(5) } as const;
const DIFFICULTIES = 5;

export const PRIOR = { mean: 0, deviation: 1.5 } as const;
const GRID = { from: -4, to: 4, step: 0.1 } as const;

export interface Item {
  readonly level: number;
  /** Chance of a right answer without any knowledge */
  readonly guess: number;
}

export interface Response extends Item {
  /** 0..1 */
  readonly score: number;
}

export interface Ability {
  readonly mean: number;
  /** Of the posterior: how far off it may well be */
  readonly deviation: number;
}

/** The level of a forecast difficulty from 1 to 5. */
export const levelOf = (difficulty: number): number =>
  LEVEL_ENDS.easiest + ((difficulty - 1) / (DIFFICULTIES - 1)) * (LEVEL_ENDS.hardest - LEVEL_ENDS.easiest);

/** How probably somebody of this ability answers rightly. */
export const chanceOfRight = (ability: number, { level, guess }: Item): number => guess + (1 - guess) / (1 + Math.exp(level - ability));

/** What an answer would tell about an ability (Fisher information). */
export function information(ability: number, item: Item): number {
  const right = chanceOfRight(ability, item);
  const known = 1 / (1 + Math.exp(item.level - ability));
  const slope = (1 - item.guess) * known * (1 - known);
  return slope ** 2 / (right * (1 - right));
}

/** The ability behind some answers: mean and deviation of the posterior. */
export function estimateAbility(responses: readonly Response[]): Ability {
  const points = Array.from({ length: Math.round((GRID.to - GRID.from) / GRID.step) + 1 }, (_, at) => GRID.from + at * GRID.step);
  const logs = points.map((ability) => {
    const prior = -((ability - PRIOR.mean) ** 2) / (2 * PRIOR.deviation ** 2);
    return responses.reduce((sum, { score, ...item }) => {
      const right = chanceOfRight(ability, item);
      return sum + score * Math.log(right) + (1 - score) * Math.log(1 - right);
    }, prior);
  });
  const highest = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = points.reduce((sum, point, at) => sum + point * (weights[at] ?? 0), 0) / total;
  const variance = points.reduce((sum, point, at) => sum + (point - mean) ** 2 * (weights[at] ?? 0), 0) / total;
  return { mean, deviation: Math.sqrt(variance) };
}
