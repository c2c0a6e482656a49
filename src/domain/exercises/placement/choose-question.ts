/** Which question comes next: rules PL3 and PL4 of SPEC.md. */
import { type Ability, information, type Item } from "./rasch";

export const QUESTIONS_MAX = 15;

export interface Candidate extends Item {
  readonly exerciseId: string;
  readonly conceptId: string;
  readonly topicId: string;
  /** Concepts that its concept stands on, near or far */
  readonly standsOn: number;
}

/** Differences of information below this are none. */
const INFORMATION_STEP = 0.01;

/** The next question; null when the test is over. `chance` in [0, 1) decides among equals. */
export function chooseQuestion(
  candidates: readonly Candidate[],
  asked: readonly Pick<Candidate, "conceptId" | "topicId">[],
  { mean }: Ability,
  chance: number,
): Candidate | null {
  if (asked.length >= QUESTIONS_MAX) return null;
  const concepts = new Set(asked.map(({ conceptId }) => conceptId));
  const free = candidates.filter(({ conceptId }) => !concepts.has(conceptId));
  const askedOf = (topicId: string) => asked.filter((each) => each.topicId === topicId).length;
  const fewest = Math.min(...free.map(({ topicId }) => askedOf(topicId)));
  const rank = (candidate: Candidate) => [Math.round(information(mean, candidate) / INFORMATION_STEP), candidate.standsOn] as const;
  const due = free.filter(({ topicId }) => askedOf(topicId) === fewest).map((candidate) => ({ candidate, rank: rank(candidate) }));
  const tells = Math.max(...due.map(({ rank: [told] }) => told));
  const telling = due.filter(({ rank: [told] }) => told === tells);
  const widest = Math.max(...telling.map(({ rank: [, standsOn] }) => standsOn));
  const best = telling.filter(({ rank: [, standsOn] }) => standsOn === widest);
  return best[Math.floor(chance * best.length)]?.candidate ?? null;
}
