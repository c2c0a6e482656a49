import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cloze, diagram, freeText, hotspot, match, mcq, multi, numeric, oneOfEach, order, scenario, trace } from "../../../tests/support/exercise-fixtures";
import { rightAnswer } from "./right-answer";
import { drawVariant } from "./draw-variant";
import type { Answer, Exercise, NumericExercise, Variant, Verdict } from "./exercise";
import { grade } from "./grade";
import { requiredPairs } from "./order-pairs";

function variantOf<T extends Exercise>(exercise: T, seed = "5"): Variant {
  const drawn = drawVariant(exercise, seed);
  if (!drawn.ok) throw new Error(drawn.error.say);
  return drawn.value;
}

/** Ids of the file in, keys of the variant out. */
function keysIn(variant: Variant, part: "options" | "items" | "left" | "right") {
  const keyed = (variant as unknown as Record<string, readonly { id: string; key: string }[]>)[part] ?? [];
  return (id: string) => keyed.find((entry) => entry.id === id)?.key ?? `no key for ${id}`;
}

function verdict(exercise: Exercise, answer: Answer, variant = variantOf(exercise)): Verdict {
  const graded = grade(exercise, variant, answer);
  if (!graded.ok) throw new Error(graded.error.say);
  return graded.value;
}

describe("every type", () => {
  test.each(oneOfEach)("$type: the right answer to any variant scores 1 and names no mistake", (exercise) => {
    for (let seed = 0; seed < 100; seed += 1) {
      const variant = variantOf(exercise, String(seed));
      expect(verdict(exercise, rightAnswer(exercise, variant), variant)).toMatchObject({ score: 1, mistakes: [] });
    }
  });

  test.each(oneOfEach)("$type: an answer of another type, or of another variant, is refused", (exercise) => {
    const variant = variantOf(exercise);
    const other: Answer = exercise.type === "mcq" ? { type: "numeric", text: "1" } : { type: "mcq", choice: "a" };
    expect(grade(exercise, variant, other)).toMatchObject({ ok: false, error: { code: "another-type" } });
    // Numbers, texts and drawings have no keys of a variant, and the cells of a world are called by words that another world may hold too.
    if (["numeric", "trace", "diagram", "hotspot", "free-text"].includes(exercise.type)) return;
    const foreign = rightAnswer(exercise, variantOf(exercise, "another"));
    expect(grade(exercise, variant, foreign)).toMatchObject({ ok: false, error: { code: "unknown-key" } });
  });

  test.each<[Exercise, Answer]>([
    [mcq, { type: "mcq", choice: "" }],
    [multi, { type: "multi", choices: [] }],
    [order, { type: "order", sequence: [] }],
    [match, { type: "match", pairs: {} }],
    [numeric, { type: "numeric", text: " " }],
    [cloze, { type: "cloze", filled: {} }],
    [scenario, { type: "scenario", choice: "" }],
    [trace, { type: "trace", cells: {} }],
    [diagram, { type: "diagram", drawing: { boxes: [], lines: [] } }],
    [hotspot, { type: "hotspot", parts: [] }],
    [diagram, { type: "diagram", drawing: diagram.start }],
    [freeText, { type: "free-text", text: " ... " }],
  ])("$type: nothing is no answer", (exercise, answer) => {
    expect(grade(exercise, variantOf(exercise), answer)).toMatchObject({ error: { code: "nothing-answered" } });
  });

  test.each(oneOfEach)("$type: whatever is sent, the score lies in 0..1, and below 1 a mistake is named", (exercise) => {
    const keyed = (variant: Variant, part: "left" | "right" | "options" | "items") =>
      part in variant ? ((variant as unknown as Record<string, { key: string }[]>)[part] ?? []).map(({ key }) => key) : ["x"];
    fc.assert(
      fc.property(fc.nat(50), fc.infiniteStream(fc.nat(1000)), (seed, choices) => {
        const variant = variantOf(exercise, String(seed));
        const pick = (keys: readonly string[]) => keys[(choices.next().value as number) % keys.length] as string;
        const some = (keys: readonly string[]) => [...new Set(Array.from({ length: 1 + ((choices.next().value as number) % keys.length) }, () => pick(keys)))];
        const answers: Record<Exercise["type"], () => Answer> = {
          mcq: () => ({ type: "mcq", choice: pick(keyed(variant, "options")) }),
          multi: () => ({ type: "multi", choices: some(keyed(variant, "options")) }),
          order: () => ({ type: "order", sequence: some(keyed(variant, "items")) }),
          match: () => ({
            type: "match",
            pairs: Object.fromEntries(some(keyed(variant, "left")).map((left) => [left, pick(keyed(variant, "right"))])),
          }),
          numeric: () => ({ type: "numeric", text: String((choices.next().value as number) * 40) }),
          "free-text": () => ({ type: "free-text", text: pick(["An ack is lost.", "Use an idempotency key.", "TCP guarantees it.", "So."]) }),
          trace: () => {
            const cells = variant.type === "trace" ? variant.cells : [];
            return { type: "trace", cells: Object.fromEntries(cells.map(({ id }) => [id, String((choices.next().value as number) % 9)])) };
          },
          hotspot: () => ({ type: "hotspot", parts: some(["m1", "m2", "m3"]) }),
          diagram: () => {
            const right = rightAnswer(exercise, variant);
            const { boxes, lines } = right.type === "diagram" ? right.drawing : diagram.start;
            const kept = new Set(some(boxes.map(({ id }) => id)));
            const joined = lines.filter(({ from, to }) => kept.has(from) && kept.has(to) && (choices.next().value as number) % 3 > 0);
            return { type: "diagram", drawing: { boxes: boxes.filter(({ id }) => kept.has(id)), lines: joined } };
          },
          scenario: () => ({ type: "scenario", choice: pick(keyed(variant, "options")) }),
          cloze: () => {
            const right = rightAnswer(exercise, variant);
            const blanks = variant.type === "cloze" ? variant.blanks : [];
            const filling = ({ key, choices: list }: (typeof blanks)[number]) =>
              list.length > 0 ? pick(list.map((choice) => choice.key)) : pick(["something", right.type === "cloze" ? (right.filled[key] ?? "") : ""]);
            return { type: "cloze", filled: Object.fromEntries(blanks.map((blank) => [blank.key, filling(blank)])) };
          },
        };
        const { score, mistakes, parts } = verdict(exercise, answers[exercise.type](), variant);
        expect(score >= 0 && score <= 1 && parts.right <= parts.of).toBe(true);
        expect(mistakes.length > 0).toBe(score < 1);
      }),
      { seed: 17, numRuns: 300 },
    );
  });
});

describe("mcq and multi", () => {
  test("mcq: another option scores 0 and its own words are said", () => {
    const variant = variantOf(mcq);
    const red = keysIn(variant, "options")("decoy-red");
    expect(verdict(mcq, { type: "mcq", choice: red })).toEqual({
      score: 0,
      parts: { right: 0, of: 1 },
      mistakes: [{ about: "decoy-red", keys: [red], say: "Secret words about red." }],
      taken: ["decoy-red"],
      reading: null,
    });
  });

  test.each([
    [["one"], 0.5],
    [["one", "three"], 0],
    [["one", "two", "three"], 0.5],
    [["three", "four"], 0],
    [["one", "two", "three", "four"], 0],
  ])("multi: %j scores %d", (ids, score) => {
    const choices = ids.map(keysIn(variantOf(multi), "options"));
    expect(verdict(multi, { type: "multi", choices }).score).toBe(score);
  });

  test("multi: wrong ticks are named first, then what was left out", () => {
    const choices = ["one", "four"].map(keysIn(variantOf(multi), "options"));
    expect(verdict(multi, { type: "multi", choices }).mistakes.map(({ about }) => about)).toEqual(["four", "two"]);
  });

  test("multi: the same tick twice is refused", () => {
    const one = keysIn(variantOf(multi), "options")("one");
    expect(grade(multi, variantOf(multi), { type: "multi", choices: [one, one] })).toMatchObject({
      error: { code: "taken-twice" },
    });
  });
});

describe("hotspot", () => {
  const of = (...parts: string[]) => verdict(hotspot, { type: "hotspot", parts });

  test.each([[["m1", "m2"], 1], [["m1"], 0.5], [["m2", "m3"], 0], [["m1", "m2", "m3"], 0.5], [["m3"], 0]])("%j scores %d", (parts, score) => {
    expect(of(...parts).score).toBe(score);
  });

  test("a wrong part is named first, with its words, then what was left out", () => {
    expect(of("m3", "m1").mistakes).toEqual([
      { about: "m3", keys: ["m3"], say: "Secret: what is lost overtakes nothing." },
      { about: "m2", keys: ["m2"], say: "\u201cm2, from b on P to c on Q\u201d belongs to the answer." },
    ]);
  });

  test("of one part, only the one that was taken is the mistake", () => {
    const single = { ...hotspot, right: ["m1"] };
    expect(verdict(single, { type: "hotspot", parts: ["m2"] }).mistakes.map(({ about }) => about)).toEqual(["m2"]);
  });

  test("a part of another figure is refused, and one that is taken twice", () => {
    expect(grade(hotspot, variantOf(hotspot), { type: "hotspot", parts: ["a"] })).toMatchObject({ error: { code: "unknown-key" } });
    expect(grade(hotspot, variantOf(hotspot), { type: "hotspot", parts: ["m1", "m1"] })).toMatchObject({ error: { code: "taken-twice" } });
  });
});

describe("scenario", () => {
  test.each([["best", 1], ["workable", 0.5], ["bad", 0]])("%s scores %d", (id, score) => {
    const choice = keysIn(variantOf(scenario), "options")(id);
    const said = scenario.options.find((option) => option.id === id)?.say;
    expect(verdict(scenario, { type: "scenario", choice })).toMatchObject({ score, mistakes: score === 1 ? [] : [{ about: id, keys: [choice], say: said }] });
  });
});

describe("cloze", () => {
  const variant = variantOf(cloze);
  const key = (id: string) => (variant.type === "cloze" ? variant.blanks.find((blank) => blank.id === id) : undefined);
  const choice = (id: string) => key("relation")?.choices.find((entry) => entry.id === id)?.key ?? "";
  const fill = (values: Record<string, string>) =>
    verdict(cloze, { type: "cloze", filled: Object.fromEntries(Object.entries(values).map(([id, text]) => [key(id)?.key ?? "", text])) });

  test("each blank counts, and what was left open is not right", () => {
    expect(fill({ sum: "R + W", relation: choice("above"), step: "One more." })).toMatchObject({ score: 1, mistakes: [] });
    expect(fill({ sum: "R + W", relation: choice("equal") })).toMatchObject({
      score: 1 / 3,
      parts: { right: 1, of: 3 },
      mistakes: [
        { about: "relation=equal", say: "Secret: equal leaves two halves." },
        { about: "step=", say: "Blank 3 was left open." },
      ],
      taken: ["sum=R + W", "relation=equal"],
    });
  });

  test.each(["R+W", " r + w ", "W + R", "\u201cR + W\u201d", "R + W."])("typed %j is read as the answer", (text) => {
    expect(fill({ sum: text }).parts.right).toBe(1);
  });

  test("a text that somebody would type has its words, another one is told the answer", () => {
    expect(fill({ sum: "w" }).mistakes[0]?.say).toBe("Secret: one side alone may miss.");
    expect(fill({ sum: "N" }).mistakes[0]?.say).toBe("Blank 1 holds something else: \u201cR + W\u201d.");
  });

  test("a choice of another variant is refused", () => {
    const filled = { [key("relation")?.key ?? ""]: "foreign" };
    expect(grade(cloze, variant, { type: "cloze", filled })).toMatchObject({ error: { code: "unknown-key" } });
  });
});

describe("free text", () => {
  const of = (text: string) => verdict(freeText, { type: "free-text", text });

  test.each([
    ["The ACK was lost.", 2 / 3, ["lost"]],
    ["The ack came. Something else was lost.", 0, []],
    ["A key that is idempotent, and the acknowledgement, lost", 1, ["lost", "key"]],
    ["The ack was lost, but TCP guarantees delivery.", 1 / 3, ["lost", "tcp"]],
    ["TCP guarantees it.", 0, ["tcp"]],
    ["A slack flossed.", 0, []],
  ])("%j scores %d", (text, score, taken) => {
    const given = of(text);
    expect(given.score).toBeCloseTo(score);
    expect(given.taken).toEqual(taken);
  });

  test("false claims are named before missing ideas", () => {
    expect(of("TCP guarantees it.").mistakes.map(({ about }) => about)).toEqual(["tcp", "lost", "key"]);
  });
});

describe("order", () => {
  test("five pairs follow from the four written ones", () => {
    expect(requiredPairs(order.before).map((pair) => pair.join("")).sort()).toEqual(["ab", "ac", "ad", "bd", "cd"]);
  });

  test.each([
    [["a", "c", "b", "d"], 1],
    [["b", "a", "c", "d"], 4 / 5],
    [["d", "c", "b", "a"], 0],
    [["a", "b", "c", "d", "wait"], 1 - 1 / 5],
    [["a", "b", "d"], 3 / 5],
    [["wait"], 0],
  ])("%j scores %d", (ids, score) => {
    const sequence = ids.map(keysIn(variantOf(order), "items"));
    expect(verdict(order, { type: "order", sequence }).score).toBeCloseTo(score, 12);
  });

  test.each([
    [["d", "a", "b", "c"], ["d>a"]],
    [["wait", "a", "b", "c", "d"], ["wait"]],
    [["a", "b", "d"], ["c"]],
    [["b", "a", "c", "d"], ["b>a"]],
  ])("%j is told about %j", (ids, abouts) => {
    const sequence = ids.map(keysIn(variantOf(order), "items"));
    expect(verdict(order, { type: "order", sequence }).mistakes.map(({ about }) => about)).toEqual(abouts);
  });

  test("where the file has no words, the pair is said plainly", () => {
    const sequence = ["b", "a", "c", "d"].map(keysIn(variantOf(order), "items"));
    expect(verdict(order, { type: "order", sequence }).mistakes[0]?.say).toBe("\u201cDo a\u201d must come before \u201cDo b\u201d.");
  });
});

describe("match", () => {
  const answer = (pairs: Record<string, string>): Answer => {
    const variant = variantOf(match);
    const [left, right] = [keysIn(variant, "left"), keysIn(variant, "right")];
    return { type: "match", pairs: Object.fromEntries(Object.entries(pairs).map(([l, r]) => [left(l), right(r)])) };
  };

  test("each pair counts; words come from the file, from the decoy, or say where the side belongs", () => {
    const { score, mistakes, taken } = verdict(match, answer({ l1: "r2", l2: "lure", l3: "r3" }));
    expect(score).toBeCloseTo(1 / 3, 12);
    expect(mistakes.map(({ say }) => say)).toEqual(["Secret words about l1 and r2.", "Secret words about the lure."]);
    expect(taken).toEqual(["l1>r2", "l2>lure", "l3>r3"]);
    const plain = verdict(match, answer({ l1: "r3", l2: "r2", l3: "r3" }));
    expect(plain.mistakes.map(({ say }) => say)).toEqual(["\u201cRight 3\u201d belongs with \u201cLeft 3\u201d."]);
  });

  test("a left side without a partner is not right and is named", () => {
    const { score, mistakes } = verdict(match, answer({ l1: "r1" }));
    expect(score).toBeCloseTo(1 / 3, 12);
    expect(mistakes.map(({ about }) => about)).toEqual(["l2", "l3"]);
  });
});

describe("numeric", () => {
  const values = { rate: 2500, ms: 1500, slack: 0, seconds: 1.5 };
  const variant: Variant = { type: "numeric", seed: "1", values, truth: 3750 };
  const say = (text: string, exercise: NumericExercise = numeric) => {
    const { score, mistakes } = verdict(exercise, { type: "numeric", text }, variant);
    return [score, mistakes[0]?.about ?? null];
  };

  test.each<[string, number, string | null]>([
    ["3,750", 1, null],
    ["3900 requests", 1, null],
    ["3.75 thousand", 1, null],
    ["4500", 0.5, "near"],
    ["3000", 0.5, "near"],
    ["2500", 0, "rate"],
    ["3,750,000", 0, "rate * ms"],
    ["3.75", 0, "slip:no-unit"],
    ["-3750", 0, "sign"],
    ["10", 0, "too-low"],
    ["99999", 0, "too-high"],
  ])("%s scores %d: %s", (text, score, about) => expect(say(text)).toEqual([score, about]));

  test("the words of a mistake have the drawn numbers in them, and the reading is told", () => {
    const { mistakes, reading } = verdict(numeric, { type: "numeric", text: "2.5 thousand" }, variant);
    expect(mistakes).toEqual([{ about: "rate", keys: [], say: "Secret: 2,500 counts one second." }]);
    expect(reading).toEqual({ value: 2500, unit: "requests", unitGiven: true });
  });

  test("a mistake inside the half-credit band earns nothing: mistakes come before half credit", () => {
    const near = { ...numeric, mistakes: [{ value: "rate * 1.8", say: "A road that ends near." }, ...numeric.mistakes] };
    expect(say("4500", near)).toEqual([0, "rate * 1.8"]);
  });

  test("of two mistakes that fit, the nearer one is named", () => {
    const close = { ...numeric, mistakes: ["rate * 1.02", "rate"].map((value) => ({ value, say: "Words enough." })) };
    expect([say("2501", close)[1], say("2540", close)[1]]).toEqual(["rate", "rate * 1.02"]);
  });

  test("an estimate is a known mistake only when it is close to one", () => {
    const estimate: NumericExercise = {
      ...numeric,
      credit: { kind: "log", full: 2, half: 5 },
      mistakes: [{ value: "rate * 6", say: "Words enough." }],
    };
    expect(say("14000", estimate)).toEqual([0, "rate * 6"]);
    expect(say("9000", estimate)).toEqual([0.5, "near"]);
  });

  test("factors of 1,000 and, between units of information, of 8 have their own words", () => {
    const plain = { ...numeric, mistakes: [], answer: { ...numeric.answer, also: {} } };
    const bytes = { ...plain, answer: { ...plain.answer, unit: "MB/s" } };
    expect([say("3750000", plain), say("3.75", plain)]).toEqual([[0, "slip:thousand"], [0, "slip:thousand"]]);
    expect([say("30000", bytes), say("469", bytes), say("30000", plain)]).toEqual([
      [0, "slip:bits-and-bytes"],
      [0, "slip:bits-and-bytes"],
      [0, "too-high"],
    ]);
  });

  test("what is no number costs no attempt", () => {
    expect(grade(numeric, variant, { type: "numeric", text: "lots" })).toMatchObject({ error: { code: "not-a-number" } });
    expect(grade(numeric, variant, { type: "numeric", text: "5 km" })).toMatchObject({ error: { code: "unknown-unit" } });
  });
});
