import { expect, test } from "vitest";
import { cloze, diagram, freeText, hotspot, match, mcq, multi, numeric, order, scenario, trace } from "../../../../tests/support/exercise-fixtures";
import { drawVariant } from "../draw-variant";
import type { Exercise } from "../exercise";
import { restOf } from "./rest";
import { LEFT_OPEN, RIGHT } from "./item-figures";
import { drawnParameters, knownRoads, roadWords } from "./roads";

const aboutsOf = (exercise: Exercise, distractors: boolean) => knownRoads(exercise).filter(({ isDistractor }) => isDistractor === distractors).map(({ about }) => about);

test("[I15] what an exercise of each type means to be taken by those who do not know, in the words of grading", () => {
  expect(aboutsOf(mcq, true)).toEqual(["decoy-red", "decoy-green"]);
  expect(aboutsOf(multi, true)).toEqual(["three", "four"]);
  expect(aboutsOf(multi, false)).toEqual(["one", "two"]);
  expect(aboutsOf(order, true)).toEqual(["d>a", "wait"]);
  expect(aboutsOf(match, true)).toEqual(["l1>r2"]);
  expect(aboutsOf(numeric, true)).toEqual(numeric.mistakes.map(({ value }) => value));
  expect(aboutsOf(scenario, true)).toEqual(scenario.options.filter(({ score }) => score < 1).map(({ id }) => id));
  expect(aboutsOf(hotspot, true)).toEqual(hotspot.mistakes.map(({ part }) => part));
  expect(aboutsOf(trace, true).length).toBeGreaterThanOrEqual(2);
  expect(aboutsOf(cloze, true).every((about) => about.includes("="))).toBe(true);
  expect(aboutsOf(diagram, false)).toEqual(diagram.must.map(({ id }) => id));
  expect(knownRoads(freeText)).toEqual([]);
});

test("[I15] words for any variant name a drawn value instead of showing one", () => {
  const [road] = knownRoads({ ...numeric, mistakes: [{ value: "n", say: "`{{n}}` alone is no majority of {{n}}." }] });
  expect(road?.label).toBe("`n` alone is no majority of n.");
});

const drawn = (exercise: Exercise) => {
  const variant = drawVariant(exercise, "a seed");
  if (!variant.ok) throw new Error(variant.error.say);
  return { variant: variant.value, parameters: drawnParameters(exercise, variant.value) };
};

test("[I10] the parameters of a variant are the numbers of the file, or sizes of the world, and nothing where nothing is drawn", () => {
  const { variant, parameters } = drawn(numeric);
  expect(Object.keys(parameters)).toEqual(Object.keys(numeric.draw));
  expect(parameters).toEqual(variant.type === "numeric" ? Object.fromEntries(Object.keys(numeric.draw).map((name) => [name, variant.values[name]])) : {});
  expect(Object.values(drawn(trace).parameters).every((value) => ["number", "string"].includes(typeof value))).toBe(true);
  expect(Object.keys(drawn(trace).parameters).length).toBeGreaterThan(0);
  expect(drawn(mcq).parameters).toEqual({});
});

test("[I5, I7] the rest leaves the item out, and is none with fewer than three others", () => {
  expect(restOf({ sum: 3, count: 4 }, 1)).toBeCloseTo(2 / 3, 12);
  expect(restOf({ sum: 2, count: 3 }, 1)).toBeNull();
});

test("[I9] there are words for whatever grading names, also where the file has none", () => {
  expect([roadWords(mcq, RIGHT), roadWords(mcq, LEFT_OPEN), roadWords(mcq, "decoy-red")]).toEqual(["Right", "No answer", "Red"]);
  expect(roadWords(order, "b>a")).toBe("Do b before Do a");
  expect([roadWords(match, "l2>r3"), roadWords(match, "l2")]).toEqual(["Left 2 with Right 3", "Left 2 without a partner"]);
  expect(roadWords(numeric, "slip:bits and bytes")).toBe("A slip of the unit: bits and bytes");
  expect(roadWords(mcq, "an option of last year")).toBe("an option of last year");
});
