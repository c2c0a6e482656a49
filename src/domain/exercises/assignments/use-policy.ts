/** What one use of exercises allows, and what its answers can earn. Shares of the credit are whole percents. SPEC.md: rules U. */

export interface UsePolicy {
  /** Answers to each exercise; each gets a variant of its own. */
  readonly attempts: number;
  /** What every further attempt can earn less. */
  readonly attemptLoss: number;
  /** What each hint costs; null: there are none in this use. */
  readonly hintLoss: number | null;
}

/** By oneself: feedback at once, and a new variant as often as one likes. */
export const PRACTICE: UsePolicy = { attempts: 1, attemptLoss: 0, hintLoss: 20 };

/** Where one stands with an exercise before an answer. */
export interface Stand {
  /** 1 for the first. */
  readonly attempt: number;
  readonly hintsTaken: number;
  /** Hints that can still be asked for. */
  readonly hintsLeft: number;
}

/** The most that an answer can earn, in percent. */
export const ceilingOf = ({ attemptLoss, hintLoss }: UsePolicy, { attempt, hintsTaken }: Pick<Stand, "attempt" | "hintsTaken">): number =>
  Math.max(0, 100 - attemptLoss * (attempt - 1) - (hintLoss ?? 0) * hintsTaken);

/** What an answer counts, 0..1: the share that grading gave, of the most that it could earn. */
export const creditFor = (score: number, ceiling: number): number => (score * ceiling) / 100;

/** Said before the answer: what it can earn, and what a further attempt and a hint cost. Empty where nothing costs anything. */
export function worthSentences(policy: UsePolicy, stand: Stand): string[] {
  const { attempts, attemptLoss, hintLoss } = policy;
  const { attempt, hintsTaken, hintsLeft } = stand;
  const ceiling = ceilingOf(policy, stand);
  const sentences: string[] = [];
  if (attempts > 1) sentences.push(`Attempt ${attempt} of ${attempts}.`);
  if (ceiling < 100) sentences.push(`This answer can earn up to ${ceiling}%.`);
  if (attempt < attempts) sentences.push(attemptLoss === 0 ? "Further attempts can earn as much; the best one counts." : `Each further attempt can earn ${attemptLoss}% less; the best one counts.`);
  if (hintLoss !== null && hintsTaken + hintsLeft > 0) sentences.push(hintLoss === 0 ? "Hints cost nothing." : `Each hint costs ${hintLoss}% of the credit.`);
  return sentences;
}
