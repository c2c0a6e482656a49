/**
 * Contrast (WCAG 2.2: 4.5 for text, 3 for graphics) of every pair that the design uses, in both themes, and the distance
 * of colours that must be told apart as seen with full colour-vision deficiency (Machado, Oliveira, Fernandes 2009).
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

const TEXT_MIN = 4.5;
const GRAPHIC_MIN = 3;
/** OKLab distance; thin, which is why colour is never alone: shape and word go with it. */
const DISTANCE_MIN = 0.045;

const css = readFileSync(path.join(import.meta.dirname, "tokens.css"), "utf8");
const tokens = new Map([...css.matchAll(/--([\w-]+):light-dark\((#[0-9a-f]{6}),(#[0-9a-f]{6})\)/gi)].map(([, name, light, dark]) => [name, { light, dark }]));

type Theme = "light" | "dark";
const THEMES: readonly Theme[] = ["light", "dark"];

const linear = (name: string, theme: Theme): [number, number, number] => {
  const hex = tokens.get(name)?.[theme];
  if (hex === undefined) throw new Error(`${name} is no colour of tokens.css`);
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)) as [number, number, number];
};

function contrast(a: string, b: string, theme: Theme): number {
  const luminance = (name: string) => {
    const [red, green, blue] = linear(name, theme);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

const on = (colours: readonly string[], grounds: readonly string[]) => colours.flatMap((colour) => grounds.map((ground): [string, string] => [colour, ground]));
const GROUNDS = ["canvas", "surface", "raised", "sunken"];
const VERDICTS = ["pass", "fail", "unknown", "running"];

const TEXT_PAIRS = [
  ...on(["ink", "ink-2", "ink-3"], [...GROUNDS, "hover", "accent-soft"]),
  ...on(["accent"], [...GROUNDS, "accent-soft"]),
  ...VERDICTS.flatMap((verdict) => on([verdict], [`${verdict}-soft`, ...GROUNDS])),
  ...on(["ink", "ink-2"], ["press", "fail-soft"]),
  ...on(["ink"], ["unknown-soft", "pass-soft"]),
  ...on(["primary-ink"], ["primary", "primary-hover"]),
  ...on(["q-ink-lo"], ["q1", "q2", "q3"]),
  ...on(["q-ink-hi"], ["q4", "q5"]),
  ...on(["c-key", "c-str", "c-num", "c-com", "c-fn", "c-type"], ["surface", "sunken", "fail-soft"]),
  ...on(["accent-ink"], ["accent"]),
  ...on(["mark-ink"], ["mark"]),
  ...on(["surface"], ["d4"]),
];
const GRAPHIC_PAIRS = [
  ...on(["d1", "d2", "d3", "d4", "d5", "d6", "d7", "pass-solid", "fail-solid", "unknown-solid", "control", "accent"], ["surface"]),
  ...on(["control", "accent"], ["canvas"]),
];

/** Row by row: what a deficient eye sees of linear red, green and blue. */
const EYES = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

/** Björn Ottosson's OKLab, from linear sRGB. */
function oklab([red, green, blue]: readonly number[] & [number, number, number]): [number, number, number] {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function seen(name: string, theme: Theme, eye: readonly number[]): [number, number, number] {
  const colour = linear(name, theme);
  const row = (start: number) => Math.min(1, Math.max(0, colour.reduce((sum, part, index) => sum + part * (eye[start + index] ?? 0), 0)));
  return oklab([row(0), row(3), row(6)]);
}

describe.each(THEMES)("%s", (theme) => {
  test("text reads on its ground", () => {
    expect(TEXT_PAIRS.filter(([a, b]) => contrast(a, b, theme) < TEXT_MIN)).toEqual([]);
  });

  test("graphics stand out from their ground", () => {
    expect(GRAPHIC_PAIRS.filter(([a, b]) => contrast(a, b, theme) < GRAPHIC_MIN)).toEqual([]);
  });

  test.each(Object.entries(EYES))("verdicts and series can be told apart by %s eyes", (_name, eye) => {
    for (const group of [VERDICTS, ["d1", "d2", "d3", "d4", "d5", "d6"]]) {
      const close = group.flatMap((a, index) => group.slice(index + 1).filter((b) => Math.hypot(...seen(a, theme, eye).map((part, at) => part - (seen(b, theme, eye)[at] ?? 0))) < DISTANCE_MIN).map((b) => [a, b]));
      expect(close).toEqual([]);
    }
  });
});
