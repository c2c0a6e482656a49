import fc from "fast-check";
import { expect, test } from "vitest";
import { EdgeList } from "../graph/digraph";
import { addProcessOrder, realtimeOrder } from "./orders";
import type { Transaction } from "./transaction";

type Timed = Pick<Transaction, "type" | "process" | "invoked" | "completed">;

/** Transactions of several processes at times that are all different. */
const timed: fc.Arbitrary<Timed[]> = fc
  .array(fc.record({ type: fc.constantFrom("ok" as const, "ok" as const, "info" as const, "fail" as const), at: fc.nat(1_000), took: fc.integer({ min: 1, max: 400 }) }), { maxLength: 9 })
  .map((drawn) =>
    drawn
      .map(({ type, at, took }, process): Timed => ({ type, process, invoked: at + process / 100, completed: type === "info" ? null : at + took + process / 100 + 0.005 }))
      .sort((one, other) => one.invoked - other.invoked),
  );

test("real time is given by few pairs, from which all others follow and none is superfluous", () => {
  fc.assert(
    fc.property(timed, (transactions) => {
      const isBefore = (one: Timed, other: Timed) => one.type === "ok" && other.type !== "fail" && (one.completed as number) < other.invoked;
      const expected = transactions.flatMap((one, before) =>
        transactions.flatMap((other, after) => (isBefore(one, other) && !transactions.some((between) => isBefore(one, between) && isBefore(between, other)) ? [[before, after]] : [])),
      );
      const related: number[][] = [];
      realtimeOrder(transactions, (before, after) => related.push([before, after]));
      const sorted = (pairs: number[][]) => pairs.map(String).sort();
      expect(sorted(related)).toEqual(sorted(expected));
    }),
    { seed: 33, numRuns: 2_000 },
  );
});

test("a process runs one transaction after the other; failed ones did not run", () => {
  const edges = new EdgeList();
  const of = (process: number, type: Timed["type"] = "ok"): Timed => ({ type, process, invoked: 0, completed: null });
  addProcessOrder([of(0), of(1), of(0, "fail"), of(0, "info"), of(1)], edges);
  const { from, to } = edges.found;
  expect(Array.from(from, (node, edge) => [node, to[edge]])).toEqual([[0, 3], [1, 4]]);
});
