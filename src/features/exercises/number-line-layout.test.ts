import fc from "fast-check";
import { expect, test } from "vitest";
import { layOutNumberLine } from "./number-line-layout";

test("a linear line has round ticks and stands to scale", () => {
  const line = layOutNumberLine({ value: 50, given: 100, from: 45, to: 55, scale: "linear" });
  expect(line.ticks.map(({ label }) => label)).toEqual(["40", "60", "80", "100"]);
  expect((line.given ?? 0) - line.value).toBeCloseTo(((line.to - line.from) / 10) * 50);
});

test("a logarithmic line gives each factor of ten the same room", () => {
  const line = layOutNumberLine({ value: 38.6, given: 11_570, from: 19.3, to: 77.2, scale: "log" });
  expect(line.ticks.map(({ label }) => label)).toEqual(["10", "100", "1,000", "10,000"]);
  const places = line.ticks.map(({ place }) => place);
  expect((places[2] ?? 0) - (places[1] ?? 0)).toBeCloseTo((places[1] ?? 0) - (places[0] ?? 0));
});

test("within one decade a logarithmic line has ticks between the powers", () => {
  const line = layOutNumberLine({ value: 300, given: null, from: 150, to: 600, scale: "log" });
  expect(line.ticks.map(({ label }) => label)).toEqual(["200", "500"]);
});

test("one point alone still has a line around it", () => {
  for (const value of [0, 3, -7]) {
    const line = layOutNumberLine({ value, given: value, from: value, to: value, scale: "linear" });
    expect(line.value).toBeCloseTo(0.5);
    expect(line.ticks.length).toBeGreaterThan(1);
  }
});

test("everything stays on the line, with a few ticks, for any numbers", () => {
  const number = fc.double({ min: 1e-6, max: 1e12, noNaN: true });
  fc.assert(
    fc.property(number, number, fc.double({ min: 1, max: 5, noNaN: true }), fc.constantFrom("linear", "log"), (value, given, factor, scale) => {
      const line = layOutNumberLine({ value, given, from: value / factor, to: value * factor, scale });
      const places = [line.value, line.given, line.from, line.to, ...line.ticks.map(({ place }) => place)];
      for (const place of places) expect(place).toSatisfy((at: number) => at >= -1e-9 && at <= 1 + 1e-9);
      expect(line.ticks.length).toBeLessThanOrEqual(12);
      expect(line.ticks.length).toBeGreaterThanOrEqual(1);
      expect(new Set(line.ticks.map(({ label }) => label)).size).toBe(line.ticks.length);
    }),
    { seed: 20261120, numRuns: 2000 },
  );
});
