/**
 * The queue of one study day: which cards, in which order. A function of the log's fold and the day, so that two
 * screens show the same. Rules DQ1-DQ9 of SPEC.md.
 */
import type { Instant } from "../kernel/instant";
import { type CardMemory, isInSteps, isVisible } from "./card-memory";
import type { StudyDay } from "./study-day";

/** Reviews of one day at most, so that a month away does not come back as one evening. */
export const REVIEWS_PER_DAY_MAX = 200;
/** With nothing else left, a card in steps may be shown this much before its minute. */
export const LEARN_AHEAD_MS = 20 * 60_000;
const NEW_SIBLINGS_PER_DAY_MAX = 1;
const DUE_SIBLINGS_PER_DAY_MAX = 2;

export interface Candidate {
  readonly cardId: string;
  /** Cards of one concept are siblings. */
  readonly conceptId: string;
  /** Cards of one concept and one family give each other away. */
  readonly family: string | null;
  /** Null without a log. */
  readonly memory: CardMemory | null;
}

export interface QueueInput {
  /** Every card of the catalogue, in the learner's order of learning. */
  readonly cards: readonly Candidate[];
  readonly today: StudyDay;
  readonly now: Instant;
  /** Cards answered today; introduced: for the first time ever. */
  readonly answeredToday: ReadonlyMap<string, { readonly introduced: boolean }>;
  readonly newPerDay: number;
}

export interface DayQueue {
  /** To be shown from now on, in this order. */
  readonly ready: readonly Candidate[];
  /** In steps, due within LEARN_AHEAD_MS: to be shown early when nothing else is left. */
  readonly early: readonly Candidate[];
  readonly counts: {
    /** Cards in steps and reviews left today. */
    readonly due: number;
    /** New cards left today. */
    readonly fresh: number;
    /** Cards answered today that do not come back today. */
    readonly doneToday: number;
  };
}

export function dayQueue({ cards, today, now, answeredToday, newPerDay }: QueueInput): DayQueue {
  const siblings = new SiblingRules();
  for (const card of cards) {
    const answered = answeredToday.get(card.cardId);
    if (answered) siblings.take(card, answered.introduced ? "new" : "due");
  }
  const visible = cards.filter(({ memory }) => memory === null || isVisible(memory, today));

  const inSteps = visible.filter(({ memory }) => memory !== null && isInSteps(memory)).sort(byDueAt);
  for (const card of inSteps) if (!answeredToday.has(card.cardId)) siblings.take(card, "due");

  const introduced = [...answeredToday.values()].filter((answer) => answer.introduced).length;
  const reviews = siblings.pick(
    visible.filter(({ memory }) => memory?.phase === "review" && (memory.dueDay ?? today) <= today).sort(byForwardThenDueDay),
    "due",
    REVIEWS_PER_DAY_MAX - (answeredToday.size - introduced),
  );
  const fresh = siblings.pick(visible.filter(isNew).sort(byForward), "new", newPerDay - introduced);

  const comesBack = new Set([...inSteps, ...reviews].map(({ cardId }) => cardId));
  return {
    ready: [...inSteps.filter((card) => dueAt(card) <= now), ...mixEvenly(reviews, fresh)],
    early: inSteps.filter((card) => dueAt(card) > now && dueAt(card) <= now + LEARN_AHEAD_MS),
    counts: {
      due: inSteps.length + reviews.length,
      fresh: fresh.length,
      doneToday: [...answeredToday.keys()].filter((cardId) => !comesBack.has(cardId)).length,
    },
  };
}

const isNew = ({ memory }: Candidate): boolean => memory === null || memory.phase === "new";
const dueAt = ({ memory }: Candidate): number => memory?.dueAt ?? 0;
const byDueAt = (a: Candidate, b: Candidate): number => dueAt(a) - dueAt(b);
const forwardFirst = ({ memory }: Candidate): number => (memory !== null && memory.forwardReason !== null ? 0 : 1);
// Sorting is stable: equal cards stay in the order of learning.
const byForward = (a: Candidate, b: Candidate): number => forwardFirst(a) - forwardFirst(b);
const byForwardThenDueDay = (a: Candidate, b: Candidate): number =>
  byForward(a, b) || (a.memory?.dueDay ?? 0) - (b.memory?.dueDay ?? 0);

/** Spreads the shorter list through the longer one; each keeps its own order. */
function mixEvenly(reviews: readonly Candidate[], fresh: readonly Candidate[]): Candidate[] {
  const placed = (list: readonly Candidate[]) => list.map((card, at) => ({ card, place: (at + 0.5) / list.length }));
  return [...placed(reviews), ...placed(fresh)].sort((a, b) => a.place - b.place).map(({ card }) => card);
}

/** Who of a concept and of a family has been taken for today. */
class SiblingRules {
  readonly #taken = { new: new Map<string, Set<string>>(), due: new Map<string, Set<string>>() };
  readonly #families = new Map<string, Set<string>>();

  take(card: Candidate, as: "new" | "due"): void {
    add(this.#taken[as], card.conceptId, card.cardId);
    if (card.family !== null) add(this.#families, familyOf(card), card.cardId);
  }

  /** Takes cards from the front as long as their siblings allow, at most `max` that were not taken before. */
  pick(cards: readonly Candidate[], as: "new" | "due", max: number): Candidate[] {
    const picked: Candidate[] = [];
    for (const card of cards) {
      if (picked.length >= max) break;
      if (!this.#allows(card, as)) continue;
      this.take(card, as);
      picked.push(card);
    }
    return picked;
  }

  #allows(card: Candidate, as: "new" | "due"): boolean {
    const siblingsMax = as === "new" ? NEW_SIBLINGS_PER_DAY_MAX : DUE_SIBLINGS_PER_DAY_MAX;
    const others = (ids: ReadonlySet<string> | undefined) => (ids === undefined ? 0 : ids.size - (ids.has(card.cardId) ? 1 : 0));
    if (card.family !== null && others(this.#families.get(familyOf(card))) > 0) return false;
    return others(this.#taken[as].get(card.conceptId)) < siblingsMax;
  }
}

const familyOf = ({ conceptId, family }: Candidate): string => `${conceptId}/${family}`;

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}
