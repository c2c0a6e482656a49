/** What a learner's head holds of one card, as far as the log tells. A memory is the log folded (card-log.ts) and nothing else. */
import type { Instant } from "../kernel/instant";
import type { StudyDay } from "./study-day";

export const RATINGS = ["again", "hard", "good", "easy"] as const;
export type Rating = (typeof RATINGS)[number];

export type Phase = "new" | "learning" | "review" | "relearning";

export interface CardMemory {
  readonly phase: Phase;
  /** Place in the learning or relearning steps. */
  readonly step: number;
  /** Days until recall falls to 90 %; 0 before the first review. */
  readonly stability: number;
  /** 1..10; 0 before the first review. */
  readonly difficulty: number;
  /** The study day from whose start a card in review is due. */
  readonly dueDay: StudyDay | null;
  /** The instant at which a card in learning or relearning is due. */
  readonly dueAt: Instant | null;
  readonly lastReviewAt: Instant | null;
  readonly lastReviewDay: StudyDay | null;
  readonly reviews: number;
  readonly lapses: number;
  readonly suspended: boolean;
  /** Hidden while this is today. */
  readonly buriedOnDay: StudyDay | null;
  /** Why the card was brought forward, until the next review. */
  readonly forwardReason: string | null;
  /** The scheduler and version that made the numbers. */
  readonly model: string;
}

/** The memory of a card with an empty log. */
export const newMemory = (model: string): CardMemory => ({
  phase: "new",
  step: 0,
  stability: 0,
  difficulty: 0,
  dueDay: null,
  dueAt: null,
  lastReviewAt: null,
  lastReviewDay: null,
  reviews: 0,
  lapses: 0,
  suspended: false,
  buriedOnDay: null,
  forwardReason: null,
  model,
});

/** Neither suspended nor buried on this day. */
export const isVisible = (memory: CardMemory, today: StudyDay): boolean =>
  !memory.suspended && memory.buriedOnDay !== today;

/** In steps of minutes, on the way to (or back to) reviews counted in days. */
export const isInSteps = (memory: CardMemory): boolean => memory.phase === "learning" || memory.phase === "relearning";
