/** The numbers in brackets are rules of SPEC.md. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { abilityGroups, correlation, type ItemAnswer, itemFigures, LEARNERS_MIN, OTHER_WRONG, RIGHT } from "./item-figures";

const answer = (index: number, more: Partial<ItemAnswer>): ItemAnswer => ({ learnerId: `l${String(index).padStart(3, "0")}`, score: 0, rest: null, roads: [], parameters: {}, ...more });

/** Twenty learners of rising rests, 0.00 to 0.95: the better half is right, the others take a road. */
const TWENTY = Array.from({ length: 20 }, (_, index) => answer(index, { score: index >= 10 ? 1 : 0, rest: index / 20, roads: index < 6 ? ["low-road"] : index < 10 ? [] : ["never counted"] }));

test("[I5] nineteen learners tell nothing, twenty do", () => {
  expect(itemFigures(TWENTY.slice(1))).toBeNull();
  expect(itemFigures(TWENTY)).not.toBeNull();
});

test("[I6] facility is the mean score, partial credit included, with its Wilson interval", () => {
  const figures = itemFigures(TWENTY.map((one) => ({ ...one, score: 0.25 })));
  // Wilson for 5 of 20: (0.25 + 1.92073/20 ± ...) / (1 + 3.84146/20), as in tables: 0.1119 to 0.4687.
  expect(figures?.facility).toMatchObject({ share: 0.25, base: 20 });
  expect(figures?.facility.low).toBeCloseTo(0.1119, 4);
  expect(figures?.facility.high).toBeCloseTo(0.4687, 4);
});

describe("[I7] discrimination", () => {
  test("by hand: scores 0 0 1 1 against rests 1 2 2 3", () => {
    // Means 0.5 and 2; products of differences 0.5 + 0 + 0 + 0.5 = 1; squares 1 and 2; 1 / sqrt(2).
    expect(correlation([[0, 1], [0, 2], [1, 2], [1, 3]])).toBeCloseTo(Math.SQRT1_2, 12);
  });

  test("a step over a ramp of twenty, in closed form", () => {
    // Sxy = 10 * 0.25 * 1 = 2.5, Sxx = 5, Syy = (20^3 - 20) / 12 / 400 = 1.6625.
    expect(itemFigures(TWENTY)?.discrimination).toBeCloseTo(2.5 / Math.sqrt(5 * 1.6625), 12);
  });

  test("none where all scores or all rests are the same, or fewer than twenty have a rest", () => {
    expect(itemFigures(TWENTY.map((one) => ({ ...one, score: 1 })))?.discrimination).toBeNull();
    expect(itemFigures(TWENTY.map((one) => ({ ...one, rest: 0.1 + 0.2 })))?.discrimination).toBeNull();
    expect(itemFigures([answer(99, { score: 1 }), ...TWENTY.slice(1)])).toMatchObject({ discrimination: null, groupSizes: null, upperLower: null });
  });
});

describe("[I8] ability groups", () => {
  test("27 % of twenty are five, of a hundred twenty-seven", () => {
    expect(itemFigures(TWENTY)?.groupSizes).toEqual({ lower: 5, middle: 10, upper: 5 });
    expect(itemFigures(TWENTY)?.upperLower).toBe(1);
    const hundred = Array.from({ length: 100 }, (_, index) => answer(index, { rest: index / 100 }));
    expect(itemFigures(hundred)?.groupSizes).toEqual({ lower: 27, middle: 46, upper: 27 });
  });

  test("equal rests are parted by the learner's id, whatever the order of the answers", () => {
    const same = TWENTY.map((one) => ({ ...one, rest: 0.5 }));
    const lowest = (answers: ItemAnswer[]) => abilityGroups(answers)?.lower.map(({ learnerId }) => learnerId);
    expect(lowest([...same].reverse())).toEqual(["l000", "l001", "l002", "l003", "l004"]);
    expect(lowest(same)).toEqual(lowest([...same].reverse()));
  });
});

describe("[I9] the table of roads", () => {
  test("counts by group; a right answer takes no road, a wrong one without a name is one of the others", () => {
    expect(itemFigures(TWENTY)?.roads).toEqual([
      { about: RIGHT, all: 10, groups: { lower: 0, middle: 5, upper: 5 } },
      { about: "low-road", all: 6, groups: { lower: 5, middle: 1, upper: 0 } },
      { about: OTHER_WRONG, all: 4, groups: { lower: 0, middle: 4, upper: 0 } },
    ]);
  });

  test("two mistakes count in both, the same one twice counts once", () => {
    const roads = itemFigures(TWENTY.map((one) => ({ ...one, score: 0, roads: ["a", "b", "a"] })))?.roads;
    expect(roads?.map(({ about, all }) => [about, all])).toEqual([["a", 20], ["b", 20]]);
  });
});

describe("properties", () => {
  const anyAnswers = fc.array(
    fc.record({ score: fc.constantFrom(0, 0.25, 0.5, 1), rest: fc.option(fc.float({ min: 0, max: 1, noNaN: true })), roads: fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 3 }) }),
    { minLength: LEARNERS_MIN, maxLength: 80 },
  ).map((rows) => rows.map((row, index) => answer(index, row)));

  test("figures stay in their bounds, groups part those with a rest, and the order of answers says nothing", () => {
    fc.assert(
      fc.property(anyAnswers, fc.infiniteStream(fc.nat()), (answers, keys) => {
        const figures = itemFigures(answers);
        if (figures === null) throw new Error("twenty answers give figures");
        const { facility, discrimination, upperLower, groupSizes } = figures;
        expect(facility.low).toBeLessThanOrEqual(facility.share + 1e-9);
        expect(facility.high).toBeGreaterThanOrEqual(facility.share - 1e-9);
        for (const one of [discrimination, upperLower]) if (one !== null) expect(Math.abs(one)).toBeLessThanOrEqual(1);
        const withRest = answers.filter(({ rest }) => rest !== null).length;
        if (groupSizes !== null) expect(groupSizes.lower + groupSizes.middle + groupSizes.upper).toBe(withRest);
        const shuffled = answers.map((one) => ({ one, key: keys.next().value as number })).sort((a, b) => a.key - b.key).map(({ one }) => one);
        const again = itemFigures(shuffled);
        expect(again?.roads).toEqual(figures.roads);
        expect(again?.groupSizes).toEqual(groupSizes);
        expect(again?.discrimination ?? 0).toBeCloseTo(discrimination ?? 0, 9);
      }),
    );
  });

  test("turning all scores round turns discrimination round", () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const [there, back] = [itemFigures(answers), itemFigures(answers.map((one) => ({ ...one, score: 1 - one.score })))];
        expect(back?.discrimination ?? 0).toBeCloseTo(-(there?.discrimination ?? 0), 9);
      }),
    );
  });
});
