import { expect, test } from "vitest";
import { random } from "../kernel/seeded-random";
import { drawDelay, exponential } from "./delay";

const draws = Array.from({ length: 20_000 }, ((stream) => () => exponential(stream))(random("delay", "test")));
const share = (beyond: number) => draws.filter((draw) => draw > beyond).length / draws.length;

test("exponential draws have mean 1 and the tail e^-x", () => {
  expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(1, 1);
  for (const x of [0.5, 1, 2, 3]) expect(Math.abs(share(x) - Math.exp(-x))).toBeLessThan(0.01);
});

test("each distribution has its mean, in whole microseconds", () => {
  for (const kind of ["constant", "uniform", "exponential"] as const) {
    const stream = random(1, kind);
    const delays = Array.from({ length: 5_000 }, () => drawDelay({ kind, meanUs: 10_000 }, stream));
    expect(delays.every((delay) => Number.isInteger(delay) && delay >= 0)).toBe(true);
    expect(Math.abs(delays.reduce((sum, delay) => sum + delay, 0) / delays.length - 10_000)).toBeLessThan(400);
  }
});
