import fc from "fast-check";
import { expect, test } from "vitest";
import { type Drawn, historyOf, operations } from "../../../tests/support/histories";
import type { Json } from "../simulator/message";
import { checkSortedWithin } from "./sorted-within";

const WINDOW = 1_000;
const ask = (at: number, id: Json): Drawn => ({ f: "generate", value: null, at, end: at + 10, result: id });
const check = (...drawn: Drawn[]) => checkSortedWithin(historyOf(drawn), "generate", WINDOW);

test("within the window the order is free, beyond it the later one is greater", () => {
  expect(check(ask(0, 5), ask(900, 1))).toEqual({ verdict: "unknown", compared: 0, disorder: null });
  expect(check(ask(0, 5), ask(1_010, 1)).verdict).toBe("unknown");
  expect(check(ask(0, 5), ask(1_011, 1))).toEqual({ verdict: "invalid", compared: 1, disorder: { earlier: 1, later: 3, comparable: true } });
  expect(check(ask(0, 5), ask(2_000, 6))).toMatchObject({ verdict: "valid", compared: 1 });
  expect(check(ask(0, 5), ask(2_000, 5)).verdict).toBe("invalid");
});

test("texts are compared unit by unit, and mixed kinds not at all", () => {
  expect(check(ask(0, "0009"), ask(2_000, "0010")).verdict).toBe("valid");
  expect(check(ask(0, "9"), ask(2_000, "10")).verdict).toBe("invalid");
  expect(check(ask(0, 1), ask(2_000, "2")).disorder).toMatchObject({ comparable: false });
  expect(check(ask(0, [1]), ask(2_000, [2])).disorder).toMatchObject({ comparable: false });
});

test("drawn histories: invalid exactly if some two are in the wrong order", () => {
  let invalid = 0;
  const shape = fc.record({ f: fc.constant("generate"), value: fc.constant(null), jitter: fc.integer({ min: 0, max: 4_000 }) });
  fc.assert(
    fc.property(operations(shape, 9), (drawn) => {
      const history = historyOf(drawn.map((one) => ({ ...one, result: one.at + one.jitter })));
      const span = (operation: number) => history.filter((entry) => entry.operation === operation);
      const isWrong = history.some((a) => history.some((b) => {
        const [, answered] = span(a.operation);
        const [asked, got] = span(b.operation);
        return answered !== undefined && asked !== undefined && answered.timeUs + WINDOW < asked.timeUs && !((got?.value as number) > (answered.value as number));
      }));
      const { verdict, disorder } = checkSortedWithin(history, "generate", WINDOW);
      if (isWrong) invalid += 1;
      expect(verdict === "invalid").toBe(isWrong);
      if (disorder !== null) expect(history[disorder.later]?.value).toBeLessThanOrEqual(history[disorder.earlier]?.value as number);
    }),
    { seed: 23, numRuns: 1_000 },
  );
  expect(invalid).toBeGreaterThan(50);
});
