import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluateExpression, type Names } from "./evaluate-expression";
import { choose, roundHalfAway } from "./functions";
import { parseExpression } from "./parse-expression";

function valueOf(text: string, names: Names = {}): number | string {
  const parsed = parseExpression(text);
  if (!parsed.ok) return `${parsed.error.at}: ${parsed.error.say}`;
  const value = evaluateExpression(parsed.value, names);
  return value.ok ? value.value : `${value.error.at}: ${value.error.say}`;
}

describe("the value of an expression", () => {
  test.each([
    ["2 + 3 * 4", 14],
    ["(2 + 3) * 4", 20],
    ["10 - 4 - 3", 3],
    ["100 / 10 / 5", 2],
    ["-2 ^ 2", -4],
    ["(-2) ^ 2", 4],
    ["2 ^ 3 ^ 2", 512],
    ["2 ^ -1", 0.5],
    ["2 ^ -1 ^ 2", 0.5],
    ["7 % 4 + (1 < 2)", 4],
    ["-7 % 4", -3],
    ["7 % -4", 3],
    ["1 > 2 ? 5 : max(1, 2, 3)", 3],
    ["1 ? 2 : 0 ? 3 : 4", 2],
    ["1 == 1 && 2 != 2", 0],
    ["1 || 0 && 0", 1],
    ["!0 + !3", 1],
    ["5 && 7", 1],
    ["1.5e3 + 2e-1", 1500.2],
    ["round(2.345, 1)", 2.3],
    ["round(2.5) + round(-2.5)", 0],
    ["ceil(7 / 2) == 4 && floor(7 / 2) == 3", 1],
    ["abs(-3) + sqrt(16) + exp(0) + ln(1) + log2(8) + log10(100)", 13],
    ["min(3, 1, 2)", 1],
    ["choose(5, 2)", 10],
  ])("%s is %d", (text, value) => expect(valueOf(text)).toBe(value));

  test("names are those handed in", () => {
    expect(valueOf("n - max(r, w)", { n: 9, r: 4, w: 6 })).toBe(3);
    expect(valueOf("a + toString", { a: 1 })).toBe("4: there is no name toString");
  });

  test("&&, || and ?: leave the other side alone", () => {
    expect(valueOf("0 && 1 / 0")).toBe(0);
    expect(valueOf("1 || 1 / 0")).toBe(1);
    expect(valueOf("1 ? 2 : 1 / 0")).toBe(2);
  });

  test.each(["1 / 0", "0 / 0", "sqrt(0 - 1)", "ln(0)", "10 ^ 400", "choose(2.5, 1)", "round(1, 0.5)"])(
    "%s has no finite result",
    (text) => expect(valueOf(text)).toMatch(/not a finite number/),
  );
});

describe("what does not parse", () => {
  test.each([
    ["", 0, "ends too early"],
    ["1 +", 3, "ends too early"],
    ["1 2", 2, "unexpected"],
    ["1 = 2", 2, "not part of the language"],
    ['"a"', 0, "not part of the language"],
    ["x.y", 1, "not part of the language"],
    ["x[0]", 1, "not part of the language"],
    ["1.", 1, "not part of the language"],
    ["1 < 2 < 3", 6, "unexpected"],
    ["constructor(1)", 0, "there is no function constructor"],
    ["hasOwnProperty(1)", 0, "there is no function"],
    ["max(1)", 0, "takes 2 to 9 values"],
    ["choose(1, 2, 3)", 0, "takes 2 values"],
    ["abs()", 4, "unexpected"],
    ["max + 1", 0, "is a function"],
    ["(1 + 2", 6, "expected"],
    ["1 ? 2", 5, "expected"],
  ])("%s at %d", (text, at, say) => {
    const parsed = parseExpression(text);
    expect(parsed).toMatchObject({ ok: false, error: { at, say: expect.stringContaining(say) } });
  });

  test("300 characters and 32 levels are the most", () => {
    const long = `1${"+1".repeat(149)}`;
    expect([valueOf(`${long} `), valueOf(`${long}+1`)]).toEqual([150, "300: 301 characters, allowed 300"]);
    const nested = (levels: number) => `${"(".repeat(levels)}1${")".repeat(levels)}`;
    expect(valueOf(nested(31))).toBe(1);
    expect(valueOf(nested(32))).toMatch(/deeper than 32/);
    expect(valueOf(Array(50).fill("(-1)").join("+"))).toBe(-50);
    expect(valueOf(`${"-".repeat(40)}1`)).toMatch(/deeper than 32/);
    expect(valueOf(Array(40).fill("1").join("^"))).toMatch(/deeper than 32/);
  });

  test("no text at all makes the parser crash or hang", () => {
    const pieces = fc.constantFrom("1", "2.5", "x", "max", "(", ")", ",", "?", ":", "-", "!", "^", "&&", "<", "%", " ", "e3", "@");
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const parsed = parseExpression(parts.join(""));
        if (!parsed.ok) expect(parsed.error.at).toBeLessThanOrEqual(parts.join("").length);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});

describe("arithmetic agrees with JavaScript's", () => {
  const leaf = fc.integer({ min: 0, max: 40 }).map(String);
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ depthSize: "small", withCrossShrink: true }, leaf, tie("sum"), tie("negated"), tie("power")),
    sum: fc
      .tuple(tie("tree"), fc.constantFrom("+", "-", "*", "/", "%"), tie("tree"))
      .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    negated: tie("tree").map((a) => `(-${a})`),
    power: fc.tuple(tie("tree"), fc.integer({ min: 0, max: 3 })).map(([a, b]) => `((${a}) ^ ${b})`),
  }));

  test("for any tree of + - * / % ^ and unary minus", () => {
    fc.assert(
      fc.property(tree as fc.Arbitrary<string>, (text) => {
        fc.pre(text.length <= 300);
        const expected: unknown = new Function(`return ${text.replaceAll("^", "**")}`)();
        const value = valueOf(text);
        if (Number.isFinite(expected)) expect(value).toBe(expected);
        else expect(value).toMatch(/not a finite number|deeper/);
      }),
      { seed: 11, numRuns: 1000 },
    );
  });
});

describe("functions", () => {
  test.each([
    [1.005, 2, 1.01],
    [-1.005, 2, -1.01],
    [0.285, 2, 0.29],
    [2.4999, 0, 2],
    [1234.5, -2, 1200],
    [1250, -2, 1300],
    [5e15, 3, 5e15],
    [-0.4, 0, -0],
  ])("round(%d, %d) is %d", (value, decimals, rounded) => expect(roundHalfAway(value, decimals)).toBe(rounded));

  test("choose is exact up to 2^53", () => {
    // 56 choose 28 = 7,648,690,600,760,440 is the largest central coefficient below 2^53 (Pascal's triangle).
    expect(choose(56, 28)).toBe(7648690600760440);
    expect(choose(52, 5)).toBe(2598960);
    expect([choose(3, 5), choose(0, 0), choose(2 ** 53 - 1, 1)]).toEqual([0, 1, 2 ** 53 - 1]);
    const row = (n: number) => Array.from({ length: n + 1 }, (_, k) => choose(n, k));
    for (let n = 1; n < 50; n += 1) {
      for (let k = 1; k <= n; k += 1) expect(row(n + 1)[k]).toBe((row(n)[k - 1] as number) + (row(n)[k] as number));
    }
  });

  test("choose of huge arguments ends", () => {
    expect(choose(1e15, 5e14)).toBe(Number.POSITIVE_INFINITY);
    expect(choose(1000, 500) / 2.7028824094543655e299).toBeCloseTo(1, 9);
    expect([choose(-1, 2), choose(3, 1.5)]).toEqual([Number.NaN, Number.NaN]);
  });
});
