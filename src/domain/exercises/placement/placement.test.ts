import { describe, expect, test } from "vitest";
import { random } from "../../kernel/seeded-random";
import { type Candidate, chooseQuestion, QUESTIONS_MAX } from "./choose-question";
import { place } from "./place";
import { type Ability, chanceOfRight, estimateAbility, information, levelOf, type Response } from "./rasch";

/** A curriculum: 16 topics of 12 concepts with a question of each difficulty in turn. */
const BANK: Candidate[] = Array.from({ length: 16 * 12 }, (_, at) => ({
  exerciseId: `x${at}`,
  conceptId: `c${at}`,
  topicId: `t${at % 16}`,
  level: levelOf(1 + (Math.floor(at / 16) % 5)),
  guess: at % 3 === 0 ? 0.25 : 0,
  standsOn: Math.floor(at / 16),
}));

/** Sits the test as somebody of a known ability would; gives the estimate after each answer. */
function sit(ability: number, seed: number): Ability[] {
  const chance = random(seed, `learner of ${ability}`);
  const asked: Candidate[] = [];
  const responses: Response[] = [];
  const estimates: Ability[] = [];
  for (;;) {
    const next = chooseQuestion(BANK, asked, estimateAbility(responses), chance.fraction());
    if (next === null) return estimates;
    asked.push(next);
    responses.push({ ...next, score: chance.fraction() < chanceOfRight(ability, next) ? 1 : 0 });
    estimates.push(estimateAbility(responses));
  }
}

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);
const sat = new Map([-2, -1, 0, 1, 2].map((ability) => [ability, SEEDS.map((seed) => sit(ability, seed))]));
const runsOf = (ability: number) => sat.get(ability) ?? [];

const root = (numbers: readonly number[]) => Math.sqrt(numbers.reduce((sum, each) => sum + each ** 2, 0) / numbers.length);
const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

describe("levels and chances", () => {
  test("are what the forecast says at its ends", () => {
    expect(chanceOfRight(0, { level: levelOf(1), guess: 0 })).toBeCloseTo(0.9, 10);
    expect(chanceOfRight(0, { level: levelOf(5), guess: 0 })).toBeCloseTo(1 / 6, 10);
  });

  test("a guess is the floor", () => {
    expect(chanceOfRight(-40, { level: 0, guess: 0.25 })).toBeCloseTo(0.25, 6);
  });

  test("a question tells most near the ability, and less if it can be guessed", () => {
    const told = (level: number, guess = 0) => information(0.5, { level, guess });
    expect(told(0.5)).toBeGreaterThan(told(1.5));
    expect(told(0.5)).toBeCloseTo(0.25, 10);
    expect(told(0.5, 0.25)).toBeLessThan(told(0.5));
  });
});

describe("simulated learners of known ability", () => {
  test.each([-2, -1, 0, 1, 2])("of %d are found, nearer with every answer", (ability) => {
    const runs = runsOf(ability);
    const errors = (at: number) => runs.map((run) => (run[at - 1]?.mean ?? NaN) - ability);
    expect(runs.every((run) => run.length === QUESTIONS_MAX)).toBe(true);
    expect(root(errors(15))).toBeLessThan(0.85);
    expect(Math.abs(mean(errors(15)))).toBeLessThan(0.5);
    if (ability !== 0) expect(root(errors(15))).toBeLessThan(root(errors(3)));
  });

  test("are put in their order, and the deviation told is about the error made", () => {
    const found = [-2, -1, 0, 1, 2].map((ability) => mean(runsOf(ability).map((run) => run.at(-1)?.mean ?? NaN)));
    expect([...found].sort((one, other) => one - other)).toEqual(found);
    const last = runsOf(0).map((run) => run.at(-1));
    const told = mean(last.map((each) => each?.deviation ?? NaN));
    expect(Math.abs(told - root(last.map((each) => each?.mean ?? NaN)))).toBeLessThan(0.25);
  });
});

describe("chooseQuestion", () => {
  const ability = { mean: 0, deviation: 1 };
  test("takes a topic that had the fewest, and no concept twice", () => {
    const asked: Candidate[] = [];
    for (let next = chooseQuestion(BANK, asked, ability, 0.5); next !== null; next = chooseQuestion(BANK, asked, ability, 0.5)) asked.push(next);
    expect([asked.length, new Set(asked.map(({ conceptId }) => conceptId)).size, new Set(asked.map(({ topicId }) => topicId)).size]).toEqual([15, 15, 15]);
  });

  test("of equals, one that stands on more; then chance", () => {
    const base = { exerciseId: "x", topicId: "t", level: 0, guess: 0 };
    const three = [
      { ...base, conceptId: "low", standsOn: 1 },
      { ...base, conceptId: "high", standsOn: 4 },
      { ...base, conceptId: "as-high", standsOn: 4 },
    ];
    expect([0, 0.99].map((chance) => chooseQuestion(three, [], ability, chance)?.conceptId)).toEqual(["high", "as-high"]);
  });

  test("ends when nothing is left", () => {
    expect(chooseQuestion([], [], ability, 0)).toBeNull();
  });
});

describe("place", () => {
  const concept = (id: string, requires: string[] = [], level = -2.2, topicId = "t") => ({ id, topicId, level, requires });
  const answer = (conceptId: string, score: number) => ({ conceptId, score, level: -1, guess: 0 });
  const CHAIN = [concept("a"), concept("b", ["a"]), concept("c", ["b"]), concept("hard", ["a"], 3), concept("d", ["c"])];

  test("takes as known what was shown, and what it stands on if that is easy enough", () => {
    const { known, topics } = place(CHAIN, [answer("c", 1), answer("x", 1), answer("y", 1), answer("z", 1)]);
    expect(known).toEqual(["a", "b", "c"]);
    expect(topics).toEqual([{ topicId: "t", startId: "hard", known: 3, asked: 1, right: 1 }]);
  });

  test("never what was missed, nor what stands on it", () => {
    const { known, topics } = place(CHAIN, [answer("b", 0.5), answer("c", 0), answer("x", 1), answer("y", 1)]);
    expect(known).toEqual([]);
    expect(topics[0]?.startId).toBe("b");
  });

  test("without a right answer nothing is known: the estimate alone never suffices", () => {
    expect(place(CHAIN, []).known).toEqual([]);
    expect(place([...CHAIN, concept("other", [], -2.2, "u")], [answer("c", 1)]).known).not.toContain("other");
  });

  test("a right answer counts though something below was missed", () => {
    const { known } = place(CHAIN, [answer("b", 0), answer("d", 1)]);
    expect([known.includes("d"), known.includes("b"), known.includes("c")]).toEqual([true, false, false]);
  });
});
