import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant } from "../kernel/instant";
import { type CardMemory, newMemory } from "./card-memory";
import { type Candidate, dayQueue, LEARN_AHEAD_MS, type QueueInput, REVIEWS_PER_DAY_MAX } from "./day-queue";

const TODAY = 20_605;
const NOW = instant(Date.UTC(2026, 5, 1, 12));
const MINUTE_MS = 60_000;

const inReview = (dueDay: number, more: Partial<CardMemory> = {}): CardMemory => ({
  ...newMemory("plain"), phase: "review", reviews: 3, stability: 5, difficulty: 5, dueDay, ...more,
});
const inSteps = (minutesFromNow: number): CardMemory => ({
  ...newMemory("plain"), phase: "learning", reviews: 1, dueAt: instant(NOW + minutesFromNow * MINUTE_MS),
});
/** A card of a concept of its own unless told otherwise. */
const card = (cardId: string, memory: CardMemory | null = null, more: Partial<Candidate> = {}): Candidate => ({
  cardId, conceptId: `concept of ${cardId}`, family: null, memory, ...more,
});
const queueOf = (cards: readonly Candidate[], more: Partial<QueueInput> = {}) =>
  dayQueue({ cards, today: TODAY, now: NOW, answeredToday: new Map(), newPerDay: 10, ...more });
const ready = (cards: readonly Candidate[], more: Partial<QueueInput> = {}) => queueOf(cards, more).ready.map(({ cardId }) => cardId);
const answered = (...cardIds: string[]) => new Map(cardIds.map((cardId) => [cardId, { introduced: false }]));
const introduced = (...cardIds: string[]) => new Map(cardIds.map((cardId) => [cardId, { introduced: true }]));
const siblings = { conceptId: "raft" };
const relatives = { conceptId: "raft", family: "terms" };

describe("dayQueue", () => {
  test("[DQ1] steps that are due come first, then reviews mixed evenly with new cards", () => {
    const cards = [
      card("new-1"), card("new-2"),
      card("due-1", inReview(TODAY)), card("due-2", inReview(TODAY)), card("due-3", inReview(TODAY)), card("due-4", inReview(TODAY)),
      card("step-late", inSteps(-1)), card("step-early", inSteps(-9)),
    ];
    expect(ready(cards)).toEqual(["step-early", "step-late", "due-1", "new-1", "due-2", "due-3", "new-2", "due-4"]);
  });

  test("[DQ1] a lone new card stands in the middle of the reviews", () => {
    const due = ["a", "b", "c", "d"].map((id) => card(id, inReview(TODAY)));
    expect(ready([...due, card("new")])).toEqual(["a", "b", "new", "c", "d"]);
  });

  test("[DQ2] brought forward leads, then the longest due, then the order of learning", () => {
    const cards = [
      card("b", inReview(TODAY)), card("a", inReview(TODAY)), card("late", inReview(TODAY - 9)),
      card("forward", inReview(TODAY, { forwardReason: "a wrong answer" })), card("not-yet", inReview(TODAY + 1)),
    ];
    expect(ready(cards)).toEqual(["forward", "late", "b", "a"]);
  });

  test("[DQ2] [DQ3] a new card that was brought forward leads the new ones, within their limit", () => {
    const cards = [card("first"), card("second"), card("wanted", { ...newMemory("plain"), forwardReason: "a wrong answer" })];
    expect(ready(cards, { newPerDay: 2 })).toEqual(["wanted", "first"]);
  });

  test("[DQ3] new cards introduced today count, also after the limit was lowered", () => {
    const cards = [card("one", inReview(TODAY + 3)), card("two", inReview(TODAY + 3)), card("three"), card("four")];
    const answeredToday = introduced("one", "two");
    expect(ready(cards, { newPerDay: 3, answeredToday })).toEqual(["three"]);
    expect(ready(cards, { newPerDay: 1, answeredToday })).toEqual([]);
  });

  test("[DQ3] a month away comes back in portions", () => {
    const backlog = Array.from({ length: 300 }, (_, at) => card(`card-${at}`, inReview(TODAY - 30)));
    expect(ready(backlog)).toHaveLength(REVIEWS_PER_DAY_MAX);
    const done = backlog.slice(0, 150).map((one) => ({ ...one, memory: inReview(TODAY + 9) }));
    const answeredToday = answered(...done.map(({ cardId }) => cardId));
    expect(ready([...done, ...backlog.slice(150)], { answeredToday })).toHaveLength(REVIEWS_PER_DAY_MAX - 150);
  });

  test("[DQ4] one new and two due siblings a day, counting those of this morning", () => {
    const due = ["due-1", "due-2", "due-3"].map((id) => card(id, inReview(TODAY), siblings));
    const fresh = ["new-1", "new-2"].map((id) => card(id, null, siblings));
    expect(ready([...due, ...fresh])).toEqual(["due-1", "new-1", "due-2"]);

    const seen = card("seen", inReview(TODAY + 4), siblings);
    expect(ready([seen, ...due, ...fresh], { answeredToday: answered("seen") })).toEqual(["due-1", "new-1"]);
    expect(ready([seen, ...due, ...fresh], { answeredToday: introduced("seen") })).toEqual(["due-1", "due-2"]);
  });

  test("[DQ5] never two of a family on one day", () => {
    const due = card("due", inReview(TODAY), relatives);
    const fresh = card("new", null, relatives);
    expect(ready([due, fresh])).toEqual(["due"]);
    expect(ready([card("seen", inReview(TODAY + 4), relatives), due, fresh], { answeredToday: answered("seen") })).toEqual([]);
    expect(ready([due, card("elsewhere", null, { conceptId: "paxos", family: "terms" })])).toEqual(["due", "elsewhere"]);
  });

  test("[DQ6] a card in steps is shown whatever its siblings, and counts for them", () => {
    const steps = ["s-1", "s-2", "s-3"].map((id) => card(id, inSteps(-1), relatives));
    const others = [card("due", inReview(TODAY), siblings), card("relative", null, relatives)];
    expect(ready([...steps, ...others])).toEqual(["s-1", "s-2", "s-3"]);

    const introducedToday = card("s-1", inSteps(-1), siblings);
    const due = ["due-1", "due-2"].map((id) => card(id, inReview(TODAY), siblings));
    expect(ready([introducedToday, ...due], { answeredToday: introduced("s-1") })).toEqual(["s-1", "due-1", "due-2"]);
  });

  test("[DQ7] suspended and buried cards are out, cards buried yesterday are back", () => {
    const cards = [
      card("suspended", inReview(TODAY, { suspended: true })),
      card("buried", inReview(TODAY, { buriedOnDay: TODAY })),
      card("back", inReview(TODAY, { buriedOnDay: TODAY - 1 })),
      card("hidden-step", { ...inSteps(-1), suspended: true }),
      card("hidden-new", { ...newMemory("plain"), suspended: true }),
    ];
    expect(ready(cards)).toEqual(["back"]);
    expect(queueOf(cards).counts).toEqual({ due: 1, fresh: 0, doneToday: 0 });
  });

  test("[DQ8] steps of the next twenty minutes wait behind everything, later ones are not shown", () => {
    const edge = LEARN_AHEAD_MS / MINUTE_MS;
    const queue = queueOf([card("far", inSteps(edge + 1)), card("edge", inSteps(edge)), card("soon", inSteps(1)), card("new")]);
    expect(queue.ready.map(({ cardId }) => cardId)).toEqual(["new"]);
    expect(queue.early.map(({ cardId }) => cardId)).toEqual(["soon", "edge"]);
    expect(queue.counts).toEqual({ due: 3, fresh: 1, doneToday: 0 });
  });

  test("[DQ9] a card that came back today is not its own sibling", () => {
    const back = card("back", inReview(TODAY, { forwardReason: "a wrong answer" }), relatives);
    expect(ready([back], { answeredToday: answered("back") })).toEqual(["back"]);
  });

  test("counts what is done apart from what comes back today", () => {
    const cards = [card("done", inReview(TODAY + 4)), card("again", inSteps(5)), card("new")];
    const queue = queueOf(cards, { answeredToday: introduced("done", "again") });
    expect(queue.counts).toEqual({ due: 1, fresh: 1, doneToday: 1 });
  });

  test("[DQ3] [DQ4] [DQ5] any catalogue: limits hold, and nothing is shown twice", () => {
    const anyCard = fc.record({
      concept: fc.integer({ min: 0, max: 4 }),
      family: fc.option(fc.integer({ min: 0, max: 1 })),
      memory: fc.constantFrom(null, inReview(TODAY), inReview(TODAY - 3), inReview(TODAY + 3)),
      answered: fc.constantFrom(null, null, { introduced: true }, { introduced: false }),
    });
    fc.assert(
      fc.property(fc.array(anyCard, { maxLength: 25 }), fc.integer({ min: 0, max: 6 }), (drafts, newPerDay) => {
        const cards = drafts.map(({ concept, family, memory, answered: was }, at) =>
          card(`c-${at}`, was === null ? memory : inReview(TODAY + 3), { conceptId: `k-${concept}`, family: family === null ? null : `f-${family}` }),
        );
        const answeredToday = new Map<string, { introduced: boolean }>(drafts.flatMap((draft, at) => (draft.answered ? [[`c-${at}`, draft.answered] as const] : [])));
        const shown = queueOf(cards, { newPerDay, answeredToday }).ready;
        const fresh = shown.filter(({ memory }) => memory === null);
        const introducedBefore = [...answeredToday.values()].filter((answer) => answer.introduced).length;
        expect(new Set(shown).size).toBe(shown.length);
        expect(fresh.length).toBeLessThanOrEqual(Math.max(0, newPerDay - introducedBefore));
        for (const one of shown) {
          const before = cards.filter((other) => other !== one && other.conceptId === one.conceptId && (answeredToday.has(other.cardId) || shown.includes(other)));
          const sameKind = before.filter((other) => (answeredToday.get(other.cardId)?.introduced ?? other.memory === null) === (one.memory === null));
          expect(sameKind.length).toBeLessThanOrEqual(one.memory === null ? 0 : 1);
          expect(before.filter(({ family }) => one.family !== null && family === one.family)).toEqual([]);
        }
      }),
      { seed: 20261120, numRuns: 1_000 },
    );
  });
});
