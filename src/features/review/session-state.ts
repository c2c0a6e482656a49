/**
 * One sitting with the day's queue, as data: what comes, what is on screen, what was done. Pure, so that
 * the next card is known the moment a key is pressed; the server's answers are merged in when they come.
 */
import type { QueueCard, ReviewEventInput } from "@/contracts/review/review";
import { LEARN_AHEAD_MS } from "@/domain/review/day-queue";

export interface DoneCard {
  card: QueueCard;
  eventId: string;
  kind: "again" | "passed" | "aside";
}

export interface SessionState {
  current: QueueCard | null;
  /** In the order of the server; cards in learning steps carry the minute from which they may be shown. */
  upcoming: readonly QueueCard[];
  done: readonly DoneCard[];
  /** The newest event that this browser made for a card: answers to older ones come too late to matter. */
  newestEvent: ReadonlyMap<string, string>;
}

const isInSteps = ({ state }: QueueCard): boolean => state === "learning" || state === "relearning";

/**
 * A card in steps whose minute has come goes first; then the server's order; with nothing else left the card in
 * steps that comes soonest, if it is near enough.
 */
function take(cards: readonly QueueCard[], now: number): { current: QueueCard | null; upcoming: readonly QueueCard[] } {
  const soonest = cards.filter(isInSteps).toSorted((a, b) => a.dueAt - b.dueAt)[0];
  const isWithin = (ms: number) => soonest !== undefined && soonest.dueAt <= now + ms;
  const due = isWithin(0) ? soonest : cards.find(({ dueAt }) => dueAt <= now);
  const current = due ?? (isWithin(LEARN_AHEAD_MS) ? soonest : undefined) ?? null;
  return { current, upcoming: cards.filter((card) => card !== current) };
}

export const startSession = (cards: readonly QueueCard[], now: number): SessionState => ({
  ...take(cards, now),
  done: [],
  newestEvent: new Map(),
});

/** The current card was rated or put aside; the next one takes its place. */
export function finishCurrent(state: SessionState, event: ReviewEventInput, now: number): SessionState {
  const { current } = state;
  if (current === null) return state;
  const kind = event.kind !== "reviewed" ? "aside" : event.rating === "again" ? "again" : "passed";
  return {
    ...take(state.upcoming, now),
    done: [...state.done, { card: current, eventId: event.id, kind }],
    newestEvent: new Map(state.newestEvent).set(current.cardId, event.id),
  };
}

/** The last card comes back as it was, and the current one waits right behind it. */
export function undoLast(state: SessionState, undoEventId: string): SessionState {
  const last = state.done.at(-1);
  if (last === undefined) return state;
  const others = state.upcoming.filter(({ cardId }) => cardId !== last.card.cardId);
  const pushedBack = state.current === null || state.current.cardId === last.card.cardId ? [] : [state.current];
  return {
    current: { ...last.card, showing: `${last.card.showing}+` },
    upcoming: [...pushedBack, ...others],
    done: state.done.slice(0, -1),
    newestEvent: new Map(state.newestEvent).set(last.card.cardId, undoEventId),
  };
}

export interface ServerWord {
  id: string;
  cardId: string;
  card: QueueCard | null;
}

/** What the server says of an event: the card as it must be shown again today, or not at all. */
export function hearServer(state: SessionState, word: ServerWord, now: number): SessionState {
  if (state.newestEvent.get(word.cardId) !== word.id) return state;
  const { current } = state;
  if (current?.cardId === word.cardId) {
    // It is on screen already (an undo): its numbers may change, its showing must not.
    return word.card === null ? state : { ...state, current: { ...word.card, showing: current.showing } };
  }
  const others = state.upcoming.filter(({ cardId }) => cardId !== word.cardId);
  const upcoming = word.card === null ? others : [...others, word.card];
  return current === null ? { ...state, ...take(upcoming, now) } : { ...state, upcoming };
}

/** A learning card may have become due while the learner looked at an empty screen. */
export const wakeUp = (state: SessionState, now: number): SessionState =>
  state.current === null ? { ...state, ...take(state.upcoming, now) } : state;
