import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Drawn, historyOf, operations } from "../../../tests/support/histories";
import type { HistoryEntry } from "../simulator/history";
import type { Json } from "../simulator/message";
import { checkSetFull, missingFromReads, nodesNotRead, quantiles } from "./set-full";

const NAMES = { add: "broadcast", read: "read" };
const add = (value: Json, at: number, end?: number, type: "ok" | "info" | "fail" = "ok"): Drawn => ({ f: "broadcast", value, at, type, ...(end === undefined ? {} : { end }) });
const read = (result: Json[], at: number, end = at, node = "n1"): Drawn => ({ f: "read", value: null, at, end, result, node });
const check = (...drawn: Drawn[]) => checkSetFull(historyOf(drawn), NAMES);
const MS = 1000;

describe("one element", () => {
  test("is stable at once if every read after its ack shows it", () => {
    const result = check(add(7, 0, 10), read([7], 20), read([7], 30));
    expect(result).toMatchObject({ verdict: "valid", stableCount: 1, staleCount: 0, stableLatenciesMs: { median: 0, max: 0 } });
  });

  test("is stale until just after the last read that lacks it began", () => {
    const result = check(add(7, 0, 10), read([], 250 * MS), read([7], 300 * MS));
    expect(result).toMatchObject({ verdict: "valid", staleCount: 1 });
    expect(result.elements[0]).toMatchObject({ outcome: "stable", known: 1, stableAtUs: 250 * MS + 1, stableLatencyMs: 249 });
  });

  test("is known from the first read that shows it, if that ends before the add", () => {
    expect(check(add(7, 0, 500 * MS), read([7], 100 * MS), read([], 300 * MS), read([7], 600 * MS)).elements[0]?.stableLatencyMs).toBe(200);
    expect(check(add(7, 0, 0, "info"), read([7], 5)).elements[0]).toMatchObject({ outcome: "stable" });
  });

  test("is lost if the last reads lack it", () => {
    expect(check(add(7, 0, 10), read([7], 20), read([], 30))).toMatchObject({ verdict: "invalid", lostCount: 1 });
    expect(check(add(7, 0, 10), read([], 20))).toMatchObject({ verdict: "invalid", lostCount: 1 });
  });

  test("was never read if the only reads ran beside its add, or if nobody knows of it", () => {
    expect(check(add(7, 0, 50), read([], 10, 60))).toMatchObject({ verdict: "unknown", neverReadCount: 1 });
    expect(check(add(7, 0), read([], 10, 60))).toMatchObject({ verdict: "unknown", neverReadCount: 1 });
    expect(check(add(7, 0, 50))).toMatchObject({ verdict: "unknown", neverReadCount: 1, stableLatenciesMs: null });
  });

  test("that is read twice in one answer, or that nobody sent, makes the history invalid", () => {
    expect(check(add(7, 0, 10), read([7, 7], 20))).toMatchObject({ verdict: "invalid", duplicated: [{ element: 7, read: 3 }], phantoms: [] });
    expect(check(add(7, 0, 10), read([7, 8], 20))).toMatchObject({ verdict: "invalid", phantoms: [{ element: 8, read: 3 }] });
    expect(check(add(7, 30, 40), read([7], 10, 20), read([7], 50)).phantoms).toHaveLength(1);
    expect(check(add(7, 0, 10), read(["7", 7], 20)).phantoms).toHaveLength(1);
  });
});

/** The definitions again, as quantifiers over all reads. */
function outcomeByDefinition(history: readonly HistoryEntry[], element: Json): string {
  const end = (operation: number) => history.findIndex((entry) => entry.operation === operation && entry.type !== "invoke");
  const adds = history.flatMap((entry, at) => (entry.f === "broadcast" && entry.type === "invoke" && entry.value === element ? [{ at, end: end(entry.operation) }] : []));
  const born = Math.min(...adds.map(({ at }) => at));
  const reads = history.flatMap((entry, at) => {
    if (entry.f !== "read" || entry.type !== "invoke") return [];
    const done = end(entry.operation);
    const shows = (history[done]?.value as Json[] | null | undefined)?.includes(element) ?? false;
    return history[done]?.type === "ok" && done > born ? [{ at, done, shows }] : [];
  });
  const knownBy = [...adds.filter((one) => history[one.end]?.type === "ok").map((one) => one.end), ...reads.filter(({ shows }) => shows).map(({ done }) => done)];
  const known = Math.min(...knownBy);
  const isStable = reads.some((seen) => seen.shows && reads.every((other) => other.shows || other.at < seen.at));
  const isLost = reads.some((gone) => !gone.shows && known < gone.at && reads.every((other) => !other.shows || other.at < gone.at));
  return isStable ? "stable" : isLost ? "lost" : "never-read";
}

describe("drawn histories", () => {
  const elements = [1, 2, 3];
  const shape: fc.Arbitrary<Partial<Drawn> & Pick<Drawn, "f" | "value">> = fc.oneof(
    fc.record({ f: fc.constant("broadcast"), value: fc.constantFrom(...elements), type: fc.constantFrom("ok" as const, "info" as const, "fail" as const) }),
    fc.record({ f: fc.constant("read"), value: fc.constant(null), result: fc.subarray(elements), type: fc.constantFrom("ok" as const, "ok" as const, "info" as const) }),
  );

  test("are judged as the definitions say", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(operations(shape, 9), (drawn) => {
        const history = historyOf(drawn);
        for (const { element, outcome } of checkSetFull(history, NAMES).elements) {
          seen.add(outcome);
          expect(outcome).toBe(outcomeByDefinition(history, element));
        }
      }),
      { seed: 20, numRuns: 2_000 },
    );
    expect([...seen].sort()).toEqual(["lost", "never-read", "stable"]);
  });

  test("an element is stale exactly if a read that began at least 1 ms after it was known lacks it and a later one shows it", () => {
    fc.assert(
      fc.property(operations(shape, 9), (drawn) => {
        const history = historyOf(drawn);
        for (const { element, known, outcome, stableLatencyMs } of checkSetFull(history, NAMES).elements) {
          if (outcome !== "stable") continue;
          const lacking = history.filter(({ f, type, operation, timeUs }) => {
            const answer = history.find((entry) => entry.operation === operation && entry.type === "ok");
            return f === "read" && type === "invoke" && answer !== undefined && !(answer.value as Json[]).includes(element) && timeUs + 1 - (history[known ?? 0]?.timeUs ?? 0) >= MS;
          });
          expect((stableLatencyMs ?? 0) > 0).toBe(lacking.length > 0);
        }
      }),
      { seed: 21, numRuns: 2_000 },
    );
  });
});

test("the quantiles are Jepsen's: values that occurred, at floor(n q)", () => {
  expect(quantiles([])).toBeNull();
  expect(quantiles([4, 1, 3, 2])).toEqual({ min: 1, median: 3, p95: 4, p99: 4, max: 4 });
  expect(quantiles(Array.from({ length: 200 }, (_, index) => index))).toEqual({ min: 0, median: 100, p95: 190, p99: 198, max: 199 });
});

describe("reads after everything went quiet", () => {
  const missing = (history: readonly HistoryEntry[], fromUs: number) => missingFromReads(history, NAMES, checkSetFull(history, NAMES).elements, fromUs);

  const history = historyOf([add(7, 0, 10), read([], 100, 100, "n1"), read([7], 200, 200, "n2"), read([], 90, 90, "n3")]);

  test("show what the definition of stable overlooks: one node has it, another one has not", () => {
    expect(checkSetFull(history, NAMES).verdict).toBe("valid");
    expect(missing(history, 100)).toEqual([{ element: 7, known: 1, read: 5 }]);
  });

  test("say nothing about elements that were not known when they began, nor before their time", () => {
    expect(missing(history, 101)).toEqual([]);
    expect(missing(historyOf([add(7, 0, 500), read([], 100)]), 0)).toEqual([]);
  });

  test("must have come from every node", () => {
    expect(nodesNotRead(history, NAMES, 100, ["n1", "n2", "n3"])).toEqual(["n3"]);
  });
});
