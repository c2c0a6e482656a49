import { describe, expect, test } from "vitest";
import { match, mcq, numeric, oneOfEach, order } from "../../../tests/support/exercise-fixtures";
import { fieldsOf, PUBLIC_FIELDS, secretsOf } from "../../../tests/support/exercise-secrets";
import { drawVariant } from "./draw-variant";
import type { NumericExercise } from "./exercise";
import { answeredView, publicVariant } from "./public-variant";

function drawn<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const seeds = Array.from({ length: 200 }, (_, seed) => String(seed));
const numericWith = (change: Partial<NumericExercise>): NumericExercise => ({ ...numeric, ...change });

describe("drawVariant", () => {
  test.each(oneOfEach)("$type: the same seed gives the same variant, another seed another one", (exercise) => {
    const variant = (seed: string) => drawn(drawVariant(exercise, seed));
    expect(variant("7")).toEqual(variant("7"));
    // A question that is answered in one's own words is the same for everybody.
    if (["free-text", "diagram", "hotspot"].includes(exercise.type)) return;
    expect(new Set(seeds.map((seed) => JSON.stringify({ ...variant(seed), seed: "" }))).size).toBeGreaterThan(150);
  });

  test("every order of three options comes up about as often as the others", () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 6000; seed += 1) {
      const { options } = drawn(drawVariant(mcq, String(seed)));
      const shown = options.map(({ id }) => id).join();
      counts.set(shown, (counts.get(shown) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  test("a new option in the file leaves the keys and the order of the others as they were", () => {
    const more = { ...mcq, options: [...mcq.options, { id: "late", right: false, text: "Late", say: "Late words." }] };
    for (const seed of seeds) {
      const before = drawn(drawVariant(mcq, seed)).options;
      expect(drawn(drawVariant(more, seed)).options.filter(({ id }) => id !== "late")).toEqual(before);
    }
  });

  test("adding a drawn name leaves the values of the others as they were", () => {
    const more = numericWith({ draw: { extra: { integer: [1, 9], step: 1 }, ...numeric.draw } });
    for (const seed of seeds) {
      const { extra, ...others } = drawn(drawVariant(more, seed)).values;
      expect(extra).toBeTypeOf("number");
      expect(others).toEqual(drawn(drawVariant(numeric, seed)).values);
    }
  });

  test("draws stay in their ranges, on their steps, with their digits; where holds", () => {
    for (const seed of seeds) {
      const { values, truth } = drawn(drawVariant(numeric, seed));
      const { rate = 0, ms = 0, slack = -1, seconds = 0 } = values;
      expect([rate % 100, rate >= 1000, rate <= 6000]).toEqual([0, true, true]);
      expect([500, 1500, 2000, 4000]).toContain(ms);
      expect(slack).toBe(Number(slack.toFixed(2)));
      expect(ms !== 500 || rate > 1500).toBe(true);
      expect([seconds, truth]).toEqual([ms / 1000, (rate * ms) / 1000]);
    }
  });

  test("both ends of a range are drawn", () => {
    const ends = numericWith({ draw: { rate: { integer: [1, 3], step: 1 }, ms: { choice: [1] } }, where: [] });
    expect(new Set(seeds.map((seed) => drawn(drawVariant(ends, seed)).values.rate))).toEqual(new Set([1, 2, 3]));
  });

  test("says what is wrong when no variant comes out", () => {
    const code = (change: Partial<NumericExercise>) => drawVariant(numericWith(change), "1");
    expect(code({ where: ["rate < 0"] })).toMatchObject({ ok: false, error: { code: "where-refused-all" } });
    expect(code({ let: { seconds: "ms /" } })).toMatchObject({
      error: { code: "bad-expression", say: "let.seconds, character 5: the expression ends too early" },
    });
    expect(code({ let: { seconds: "nobody" } })).toMatchObject({ error: { say: expect.stringContaining("no name nobody") } });
  });
});

describe("publicVariant", () => {
  test.each(oneOfEach)("$type: shows no key, no words, no ids", (exercise) => {
    const variant = drawn(drawVariant(exercise, "4"));
    const shown = publicVariant(exercise, variant);
    for (const field of fieldsOf(shown)) expect(PUBLIC_FIELDS).toContain(field);
    const text = JSON.stringify({ ...shown, exerciseId: "" });
    for (const secret of secretsOf(exercise)) expect(text).not.toContain(secret);
    expect(text).not.toContain("ecret");
    if (exercise.type !== "numeric") expect(text).not.toMatch(/"(decoy[a-z-]*|lure|wait|unused|say|l1|r1)"/);
  });

  test("fills in the names, without commas inside code", () => {
    const variant = { type: "numeric" as const, seed: "1", values: { rate: 2500, ms: 1500 }, truth: 3750 };
    const shown = publicVariant(numeric, variant);
    expect(shown.prompt).toBe("A page gets **2,500** requests/s and takes `1500` ms to rebuild. How many rebuilds start?");
    expect(shown).toMatchObject({ units: { unit: "requests", also: { thousand: 1000 } } });
    expect(answeredView(numeric, variant)).toMatchObject({
      explain: "Rate times time: 2,500 x 1,500 / 1000.",
      truthText: "3,750",
      from: 3562.5,
      to: 3937.5,
    });
  });

  test("partial credit is said before the answer", () => {
    const rules = oneOfEach.map((exercise) => publicVariant(exercise, drawn(drawVariant(exercise, "1"))).creditRule);
    expect(rules).toEqual([
      "One best answer.",
      "A wrong tick cancels a right one.",
      "Partly right orders count.",
      "Each pair counts.",
      "Within 5% of the answer counts in full, within 30% half.",
      "Each blank counts.",
      "One answer is best, one may be workable: that earns half.",
      "Each cell counts. An error is counted once: a cell that follows from an earlier wrong one earns half.",
      "Each requirement counts. What kind a box is counts, not what you call it.",
      "Several parts belong to the answer, and a wrong one cancels a right one.",
      "Each idea counts its points, and a false claim costs some. A machine looks for words, so the score is provisional.",
    ]);
  });

  test("the answered view tells decoys from partners", () => {
    const ordered = drawn(drawVariant(order, "3"));
    const view = answeredView(order, ordered);
    const keyOf = (id: string) => ordered.items.find((entry) => entry.id === id)?.key;
    expect(view).toMatchObject({ sequence: ["a", "b", "c", "d"].map(keyOf), unused: [{ key: keyOf("wait") }] });
    const matched = drawn(drawVariant(match, "3"));
    const lure = matched.right.find(({ id }) => id === "lure")?.key;
    expect(answeredView(match, matched)).toMatchObject({ decoys: [{ key: lure, say: "Secret words about the lure." }] });
  });

  test("a variant of another type is a bug, not an answer", () => {
    const variant = drawn(drawVariant(match, "1"));
    expect(() => publicVariant(mcq, variant)).toThrow("variant of c.x-mcq is of type match");
  });
});
