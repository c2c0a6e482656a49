/** Rules A, D and F of SPEC.md: until when one answers, and what one is told when. */
import { describe, expect, test } from "vitest";
import { instant } from "../../kernel/instant";
import { random } from "../../kernel/seeded-random";
import { bestOf, deadlineOf, extraAfterGrant, feedbackLevel, givenOutFrom, heldUntil, isItemClosed, mayAnswerAgain, NOT_SAT, overForAllAt, phaseOf, type Sitting, type Terms, termsSentences, totalOf } from "./assignment";

const MINUTE = 60_000;
const OPENS = instant(1_000 * MINUTE);
const DUE = instant(2_000 * MINUTE);
const homework: Terms = { kind: "homework", opensAt: OPENS, dueAt: DUE, minutes: null, policy: { attempts: 3, attemptLoss: 25, hintLoss: 10 }, feedback: "each-attempt" };
const exam: Terms = { ...homework, kind: "exam", minutes: 60, policy: { attempts: 1, attemptLoss: 0, hintLoss: null }, feedback: "when-over" };
const at = (minutes: number) => instant(minutes * MINUTE);
const started = (minutes: number, extraMinutes = 0): Sitting => ({ ...NOT_SAT, startedAt: at(minutes), extraMinutes });
const attempt = (number: number, score: number, credit = score) => ({ number, score, credit });

describe("until when", () => {
  test("D1: homework is taken from its opening to its due date, and the instant of the due date is too late", () => {
    const phases = [at(999), OPENS, instant(DUE - 1), DUE].map((now) => phaseOf(homework, NOT_SAT, now));
    expect(phases).toEqual(["early", "open", "open", "over"]);
  });

  test("D2: an exam's clock begins at the learner's own start, and may run beyond the due date", () => {
    expect(deadlineOf(exam, NOT_SAT)).toBeNull();
    expect([at(999), OPENS, instant(DUE - 1), DUE].map((now) => phaseOf(exam, NOT_SAT, now))).toEqual(["early", "ready", "ready", "over"]);
    const late = started(1_990);
    expect(deadlineOf(exam, late)).toBe(at(2_050));
    expect([at(1_990), at(2_049), at(2_050)].map((now) => phaseOf(exam, late, now))).toEqual(["open", "open", "over"]);
  });

  test("D3: granted minutes move this learner's deadline and nobody else's, in homework and in exams", () => {
    expect(deadlineOf(exam, started(1_100, 15))).toBe(at(1_175));
    expect(phaseOf(exam, started(1_100, 15), at(1_170))).toBe("open");
    expect(deadlineOf(homework, { ...NOT_SAT, extraMinutes: 30 })).toBe(at(2_030));
  });

  test("D6: minutes after the deadline begin with the grant; handed in or never started there are none", () => {
    expect(extraAfterGrant(exam, started(1_100), 10, at(1_150))).toBe(10);
    expect(extraAfterGrant(exam, started(1_100, 5), 10, at(1_170))).toBe(20);
    expect(deadlineOf(exam, started(1_100, 20))).toBe(at(1_180));
    expect(extraAfterGrant(homework, NOT_SAT, 10, at(2_030))).toBe(40);
    expect(extraAfterGrant(exam, { ...started(1_100), handedInAt: at(1_110) }, 10, at(1_150))).toBeNull();
    expect([at(1_500), DUE].map((now) => extraAfterGrant(exam, { ...NOT_SAT, extraMinutes: 5 }, 10, now))).toEqual([15, null]);
  });

  test("D7: results wait a day where an exam was settled late, and nowhere else", () => {
    const settled = (minutes: number | null, sitting = started(1_100)) => ({ ...sitting, settledAt: minutes === null ? null : at(minutes) });
    expect(givenOutFrom(exam, [settled(1_165)])).toBe(DUE);
    expect(heldUntil(exam, [settled(1_165), settled(null)])).toBeNull();
    expect(givenOutFrom(exam, [settled(1_166)])).toBe(at(1_166 + 24 * 60));
    expect(heldUntil(exam, [settled(3_000), settled(3_005)])).toBe(at(3_005 + 24 * 60));
    expect(givenOutFrom(exam, [settled(3_000, { ...started(1_100), handedInAt: at(1_120) })])).toBe(DUE);
  });

  test("D4: what was handed in is over, whatever the clock says", () => {
    expect(phaseOf(exam, { ...started(1_100), handedInAt: at(1_120) }, at(1_121))).toBe("over");
  });

  test("D5: it is over for everybody with the due date and the last deadline of those who have not handed in", () => {
    expect(overForAllAt(exam, [])).toBe(DUE);
    expect(overForAllAt(exam, [started(1_100), started(1_980, 10), NOT_SAT])).toBe(at(2_050));
    expect(overForAllAt(exam, [{ ...started(1_980), handedInAt: at(1_990) }])).toBe(DUE);
    expect(overForAllAt(homework, [{ ...NOT_SAT, extraMinutes: 60 }])).toBe(at(2_060));
  });

  test("D5 holds for any sittings: nobody is in an open phase from then on", () => {
    const chance = random(7, "sittings");
    for (let round = 0; round < 300; round += 1) {
      const sittings = Array.from({ length: 1 + chance.index(6) }, () => (chance.fraction() < 0.2 ? NOT_SAT : started(1_000 + chance.index(1_000), chance.index(90))));
      const end = overForAllAt(exam, sittings);
      for (const sitting of sittings) expect(phaseOf(exam, sitting, end)).toBe("over");
      const last = sittings.filter(({ startedAt }) => startedAt !== null).map((sitting) => phaseOf(exam, sitting, instant(end - 1)));
      if (end > DUE) expect(last).toContain("open");
    }
  });
});

describe("attempts", () => {
  test("A1: an exercise is closed when its attempts are used up or one was all right", () => {
    expect(isItemClosed(homework, [attempt(1, 0.5), attempt(2, 0.5)])).toBe(false);
    expect(isItemClosed(homework, [attempt(1, 0), attempt(2, 0.5), attempt(3, 0)])).toBe(true);
    expect(isItemClosed(homework, [attempt(1, 1, 0.9)])).toBe(true);
  });

  test("A2: where nothing is told yet, being closed by a right answer is not told either", () => {
    const silent: Terms = { ...homework, feedback: "when-over" };
    expect(mayAnswerAgain(silent, [attempt(1, 1)])).toBe(true);
    expect(mayAnswerAgain(silent, [attempt(1, 1), attempt(2, 0), attempt(3, 0)])).toBe(false);
    expect(mayAnswerAgain(homework, [attempt(1, 1)])).toBe(false);
  });

  test("A3: the best attempt counts, each exercise alike, and one without an answer counts nothing", () => {
    expect(bestOf([attempt(1, 0.5), attempt(2, 1, 0.75), attempt(3, 0)])?.number).toBe(2);
    expect(bestOf([])).toBeNull();
    expect(totalOf(["a", "b", "c", "d"], new Map([["a", 1], ["b", 0.5], ["elsewhere", 1]]))).toBe(0.375);
    expect(totalOf([], new Map())).toBe(0);
  });
});

describe("feedback", () => {
  test("F1: after each attempt the verdict, the worked solution only when the exercise is closed", () => {
    expect(feedbackLevel(homework, { itemClosed: false, released: false })).toBe("verdict");
    expect(feedbackLevel(homework, { itemClosed: true, released: false })).toBe("whole");
  });

  test("F2: where feedback waits, nothing is told before it is over for everybody, then all", () => {
    for (const itemClosed of [false, true]) {
      expect(feedbackLevel(exam, { itemClosed, released: false })).toBe("none");
      expect(feedbackLevel(exam, { itemClosed, released: true })).toBe("whole");
    }
  });

  test("F3: minutes, attempts, costs and when feedback comes are said before", () => {
    expect(termsSentences(exam, 15)).toEqual([
      "You have 75 minutes, 15 of them granted to you. They begin when you start and run on without you.",
      "Each exercise takes one answer, which you may change until you hand in. When the time is over, what was saved is handed in.",
      "Feedback comes when it is over for everybody.",
    ]);
    expect(termsSentences(homework, 0)).toEqual([
      "Each exercise takes up to 3 answers, each further one can earn 25% less; the best one counts.",
      "Each hint costs 10% of the credit of its exercise.",
      "Feedback comes after each answer, the worked solution when an exercise takes no further one.",
    ]);
  });
});
