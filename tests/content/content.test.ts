/** What we teach passes the check, and every exercise of it works for fifty seeds. */
import { describe, expect, test } from "vitest";
import { drawVariant } from "@/domain/exercises/draw-variant";
import { grade } from "@/domain/exercises/grade";
import { publicVariant } from "@/domain/exercises/public-variant";
import { loadCatalog } from "@/server/catalog/catalog";
import { findProblems, problemText } from "@/server/catalog/check-content";
import { readContent } from "@/server/catalog/read-content";
import { rightAnswer } from "@/domain/exercises/right-answer";
import { fieldsOf, PUBLIC_FIELDS, secretsOf } from "../support/exercise-secrets";

const DIRECTORY = "content";
const SEEDS = Array.from({ length: 50 }, (_, seed) => `seed ${seed}`);
/** A shorter secret, such as the expression "n - f", may stand in a prompt by chance. */
const SECRET_LETTERS_MIN = 12;

const catalog = loadCatalog(DIRECTORY);

/** Reads and judges every file: seconds of computing, and minutes where the machine is busy. */
const CHECK_MS = 300_000;

test("no file breaks a rule", { timeout: CHECK_MS }, () => {
  const problems = findProblems(readContent(DIRECTORY), new Date().getFullYear());
  expect(problems.filter(({ level }) => level === "error").map((problem) => problemText(problem))).toEqual([]);
});

test("there is enough to study, of every topic that is promised", () => {
  expect(catalog.concepts.size).toBeGreaterThanOrEqual(24);
  expect(catalog.cards.size).toBeGreaterThanOrEqual(60);
  expect(catalog.exercises.size).toBeGreaterThanOrEqual(30);
  const written = new Set([...catalog.concepts.values()].map(({ topicId }) => topicId));
  expect([...written]).toEqual(expect.arrayContaining(["replication-consistency", "failure-consensus", "resilience", "time-order"]));
  expect(new Set([...catalog.exercises.values()].map(({ exercise }) => exercise.type)).size).toBe(11);
});

test("the thirty-day plan has thirty days", () => {
  const days = catalog.plans.get("thirty-days")?.weeks.flatMap((week) => week.days) ?? [];
  expect(days.map(({ day }) => day)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
});

describe("every exercise, for fifty seeds", () => {
  test.each([...catalog.exercises.values()].map(({ id, exercise }) => ({ id, exercise })))("$id", ({ exercise }) => {
    const secrets = secretsOf(exercise).filter(({ length }) => length >= SECRET_LETTERS_MIN);
    const leaks = new Set<string>();
    for (const seed of SEEDS) {
      const drawn = drawVariant(exercise, seed);
      if (!drawn.ok) throw new Error(drawn.error.say);
      const variant = drawn.value;
      expect(grade(exercise, variant, rightAnswer(exercise, variant))).toMatchObject({ ok: true, value: { score: 1, mistakes: [] } });
      const shown = publicVariant(exercise, variant);
      const wire = JSON.stringify(shown);
      for (const field of fieldsOf(shown)) if (!PUBLIC_FIELDS.has(field)) leaks.add(field);
      for (const secret of secrets) if (wire.includes(JSON.stringify(secret).slice(1, -1))) leaks.add(secret);
      if (shown.prompt.includes("{{")) leaks.add(`unfilled: ${shown.prompt}`);
    }
    expect([...leaks]).toEqual([]);
  });
});
