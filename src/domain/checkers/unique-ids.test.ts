import fc from "fast-check";
import { expect, test } from "vitest";
import { type Drawn, historyOf, operations } from "../../../tests/support/histories";
import type { Json } from "../simulator/message";
import { checkUniqueIds } from "./unique-ids";

const ask = (at: number, id: Json, type: "ok" | "info" = "ok"): Drawn => ({ f: "generate", value: null, at, end: at + 1, result: id, type });
const check = (...drawn: Drawn[]) => checkUniqueIds(historyOf(drawn), "generate");

test("nothing asked, nothing answered: nothing is known", () => {
  expect(check()).toEqual({ verdict: "unknown", attempted: 0, acknowledged: 0, duplicates: [] });
  expect(check(ask(0, 1, "info"))).toMatchObject({ verdict: "unknown", attempted: 1, acknowledged: 0 });
});

test("the two completions that gave the same id are named", () => {
  expect(check(ask(0, "a"), ask(10, "b"), ask(20, "a"), ask(30, "a"))).toEqual({
    verdict: "invalid",
    attempted: 4,
    acknowledged: 4,
    duplicates: [{ id: "a", times: 3, first: 1, second: 5 }],
  });
});

test.each<[string, Json, Json, boolean]>([
  ["a number and its text", 1, "1", false],
  ["one number, however it was written", 1, 1.0, true],
  ["lists with the same items", [1, "n1"], [1, "n1"], true],
  ["lists in another order", [1, 2], [2, 1], false],
  ["objects with their keys in another order", { a: 1, b: [2] }, { b: [2], a: 1 }, true],
  ["true and the text of it", true, "true", false],
  ["texts that look like lists", "[1]", [1], false],
])("%s", (_, one, other, areSame) => expect(check(ask(0, one), ask(10, other)).verdict).toBe(areSame ? "invalid" : "valid"));

test("drawn histories: invalid exactly if some two completions are alike", () => {
  const shape = fc.record({ f: fc.constant("generate"), value: fc.constant(null), result: fc.integer({ min: 0, max: 30 }), type: fc.constantFrom("ok" as const, "info" as const) });
  fc.assert(
    fc.property(operations(shape, 9), (drawn) => {
      const history = historyOf(drawn);
      const pairs = history.flatMap((one, first) => history.flatMap((other, second) => (first < second && one.type === "ok" && other.type === "ok" && one.value === other.value ? [[first, second]] : [])));
      const { verdict, duplicates } = checkUniqueIds(history, "generate");
      expect(verdict === "invalid").toBe(pairs.length > 0);
      for (const { first, second } of duplicates) expect(pairs).toContainEqual([first, second]);
      expect(duplicates.length).toBe(new Set(pairs.map(([first = 0]) => history[first]?.value)).size);
    }),
    { seed: 22, numRuns: 1_000 },
  );
});
