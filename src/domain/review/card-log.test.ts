import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant } from "../kernel/instant";
import { type CardEvent, foldLog, replayLog } from "./card-log";
import { newMemory, type Rating, RATINGS } from "./card-memory";
import type { Scheduler } from "./scheduler";

/** Remembers the whole order of ratings in one number, so that no two histories look alike by chance. */
const GRADE: Record<Rating, number> = { again: 1, hard: 2, good: 3, easy: 4 };
const telling: Scheduler = {
  model: "telling",
  next: (trace, elapsed, rating) => ({
    stability: (((trace?.stability ?? 1) * 31 + GRADE[rating] * 7 + Math.min(elapsed, 400)) % 997) + 0.5,
    difficulty: (((trace?.difficulty ?? 0) * 7 + GRADE[rating]) % 10) + 1,
  }),
  intervalDays: (stability, retention) => Math.max(1, Math.round(stability * (1.9 - retention))),
  recall: () => 0.9,
};

const DAY = 20_605;
const HOUR_MS = 3_600_000;
const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
type Body<E> = E extends CardEvent ? Omit<E, "id" | "at" | "studyDay"> : never;
const event = (number: number, day: number, body: Body<CardEvent>, at = day * 24 * HOUR_MS + 12 * HOUR_MS + number): CardEvent =>
  ({ id: idOf(number), at: instant(at), studyDay: day, ...body }) as CardEvent;
const reviewed = (number: number, day: number, rating: Rating = "good") =>
  event(number, day, { kind: "reviewed", rating, tookMs: 4_000, retention: 0.9 });
const undo = (number: number, day: number, target: number) => event(number, day, { kind: "undone", undoes: idOf(target) });
const forward = (number: number, on: number, to = on) => event(number, on, { kind: "brought-forward", reason: "a wrong answer", day: to });
const fold = (...events: CardEvent[]) => foldLog(events, telling);

const learnt = [reviewed(1, DAY), reviewed(2, DAY)];

describe("foldLog", () => {
  test("[CL1] a late event changes what it would have changed in time", () => {
    const [one, two, three] = [reviewed(1, DAY), reviewed(2, DAY + 1, "again"), reviewed(3, DAY + 2, "hard")];
    expect(fold(one, three, two)).toEqual(fold(one, two, three));
    expect(fold(one, three)).not.toEqual(fold(one, two, three));
  });

  test("[CL1] equal times are settled by id", () => {
    const at = DAY * 24 * HOUR_MS;
    const again = event(1, DAY, { kind: "reviewed", rating: "again", tookMs: 1, retention: 0.9 }, at);
    const good = event(2, DAY, { kind: "reviewed", rating: "good", tookMs: 1, retention: 0.9 }, at);
    expect(fold(good, again)).toEqual(fold(again, good));
    expect(replayLog([good, again], telling).map((step) => step.event.id)).toEqual([idOf(1), idOf(2)]);
  });

  test("[CL2] an id counts once", () => {
    expect(fold(...learnt, ...learnt).reviews).toBe(2);
  });

  test("[CL3] [CL4] an undo takes its review out of the middle of the log, wherever the undo stands", () => {
    const [one, two, three] = [reviewed(1, DAY), reviewed(2, DAY + 1, "again"), reviewed(3, DAY + 2)];
    const without = fold(one, three);
    expect(fold(one, two, three, undo(9, DAY + 3, 2))).toEqual(without);
    expect(fold(undo(9, DAY - 3, 2), one, two, three)).toEqual(without);
  });

  test("[CL3] an undo before its target arrived waits for it", () => {
    expect(fold(undo(9, DAY, 1))).toEqual(newMemory("telling"));
    expect(fold(undo(9, DAY, 1), reviewed(1, DAY))).toEqual(newMemory("telling"));
  });

  test("[CL3] suspending and burying can be taken back; resuming, undoing and bringing forward cannot", () => {
    const suspended = event(3, DAY, { kind: "suspended" });
    const buried = event(4, DAY, { kind: "buried" });
    expect(fold(...learnt, suspended, buried)).toMatchObject({ suspended: true, buriedOnDay: DAY });
    expect(fold(...learnt, suspended, buried, undo(5, DAY, 3), undo(6, DAY, 4))).toEqual(fold(...learnt));

    const resumed = event(5, DAY, { kind: "resumed" });
    expect(fold(suspended, resumed, undo(6, DAY, 5)).suspended).toBe(false);
    expect(fold(reviewed(1, DAY), undo(2, DAY, 1), undo(3, DAY, 2))).toEqual(newMemory("telling"));
    expect(fold(...learnt, forward(3, DAY), undo(4, DAY, 3)).forwardReason).toBe("a wrong answer");
  });

  test("[CL5] [CL6] bringing forward lowers the due day, says why, and trains nothing", () => {
    const before = fold(...learnt);
    expect(before.dueDay).toBeGreaterThan(DAY + 1);
    expect(fold(...learnt, forward(3, DAY + 1))).toEqual({ ...before, dueDay: DAY + 1, forwardReason: "a wrong answer" });
  });

  test("[CL6] it never raises the due day", () => {
    const due = fold(...learnt).dueDay ?? 0;
    expect(fold(...learnt, forward(3, due + 5)).dueDay).toBe(due);
  });

  test("[CL6] a card in steps is left alone, a new card is marked", () => {
    expect(fold(reviewed(1, DAY), forward(2, DAY))).toEqual(fold(reviewed(1, DAY)));
    expect(fold(forward(1, DAY))).toEqual({ ...newMemory("telling"), forwardReason: "a wrong answer" });
  });

  test("[CL7] the next review drops the mark; taking that review back restores it", () => {
    const marked = [...learnt, forward(3, DAY + 1)];
    expect(fold(...marked, reviewed(4, DAY + 1)).forwardReason).toBeNull();
    expect(fold(...marked, reviewed(4, DAY + 1), undo(5, DAY + 1, 4))).toEqual(fold(...marked));
  });

  test("[CL8] resumed ends suspension and burial; a review of a hidden card counts and leaves it hidden", () => {
    const hidden = [event(3, DAY, { kind: "suspended" }), event(4, DAY, { kind: "buried" })];
    expect(fold(...learnt, ...hidden, reviewed(5, DAY))).toMatchObject({ reviews: 3, suspended: true, buriedOnDay: DAY });
    expect(fold(...learnt, ...hidden, event(5, DAY, { kind: "resumed" }))).toMatchObject({ suspended: false, buriedOnDay: null });
  });

  test("[CL9] the retention of the event decides, not one of today", () => {
    const strict = learnt.map((one) => ({ ...one, retention: 0.95 }) as CardEvent);
    expect(fold(...strict).dueDay).not.toBe(fold(...learnt).dueDay);
  });
});

describe("replayLog", () => {
  test("tells what each event did, and which were undone", () => {
    const steps = replayLog([...learnt, undo(3, DAY, 2)], telling);
    expect(steps.map(({ undone }) => undone)).toEqual([false, true, false]);
    expect(steps[1]?.before).toEqual(steps[1]?.after);
    expect(steps[0]?.before.phase).toBe("new");
  });
});

/** Any log of up to 30 events; some undo an earlier or a later one, some undo nothing. */
const anyLog = fc
  .array(
    fc.record({
      kind: fc.constantFrom("reviewed", "reviewed", "reviewed", "undone", "brought-forward", "suspended", "resumed", "buried"),
      hour: fc.integer({ min: 0, max: 2_000 }),
      rating: fc.constantFrom(...RATINGS),
      target: fc.integer({ min: 0, max: 30 }),
    }),
    { maxLength: 30 },
  )
  .map((drafts) =>
    drafts.map(({ kind, hour, rating, target }, number): CardEvent => {
      const head = { id: idOf(number), at: instant(DAY * 24 * HOUR_MS + hour * HOUR_MS), studyDay: DAY + Math.floor(hour / 24) };
      if (kind === "reviewed") return { ...head, kind, rating, tookMs: 1, retention: 0.9 };
      if (kind === "undone") return { ...head, kind, undoes: idOf(target) };
      if (kind === "brought-forward") return { ...head, kind, reason: "a wrong answer", day: head.studyDay };
      return { ...head, kind: kind as "suspended" };
    }),
  );

describe("any log", () => {
  const SEEDED = { seed: 20261120, numRuns: 500 };

  test("[CL1] [CL2] shuffled and duplicated deliveries fold to the same memory", () => {
    const delivered = anyLog.chain((log) =>
      fc.tuple(
        fc.constant(log),
        fc.shuffledSubarray([...log, ...log], { minLength: log.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(delivered, ([log, shuffled]) => {
        expect(foldLog(shuffled, telling)).toEqual(foldLog(log, telling));
      }),
      SEEDED,
    );
  });

  test("[CL4] an undone event might as well not be there", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        const undone = new Set(replayLog(log, telling).flatMap((step) => (step.undone ? [step.event.id] : [])));
        const without = log.filter(({ id, kind }) => !undone.has(id) && kind !== "undone");
        expect(foldLog(without, telling)).toEqual(foldLog(log, telling));
      }),
      SEEDED,
    );
  });

  test("[CL5] only reviews train", () => {
    fc.assert(
      fc.property(anyLog, (log) => {
        for (const { event: { kind }, before, after } of replayLog(log, telling)) {
          if (kind === "reviewed") continue;
          const trained = ({ stability, difficulty, reviews, lapses, lastReviewAt }: typeof after) =>
            [stability, difficulty, reviews, lapses, lastReviewAt];
          expect(trained(after)).toEqual(trained(before));
          if (before.dueDay !== null) expect(after.dueDay).toBeLessThanOrEqual(before.dueDay);
        }
      }),
      SEEDED,
    );
  });
});
