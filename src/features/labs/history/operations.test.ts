import { describe, expect, test } from "vitest";
import { duplicateId } from "../../../../tests/support/lab-excerpts";
import { readStory } from "../spacetime/read-story";
import { layOutHistory, operationsOf, operationWords } from "./operations";

const excerpt = duplicateId();
const operations = operationsOf(readStory(excerpt));
/** The same run in which the third request is refused, the second one's outcome is unknown, and the last one's answer is not recorded. */
const worse = readStory({
  ...excerpt,
  events: excerpt.events.slice(0, -1).map((event) => (event.kind === "completed" && event.operation === 1 ? { ...event, type: "info" as const, message: null } : event.kind === "completed" && event.operation === 2 ? { ...event, type: "fail" as const } : event)),
  witnesses: [],
});

describe("operations", () => {
  test("are read from their two ends, in the order in which they begin", () => {
    expect(operations.map(({ client, node, asked, answered, outcome }) => [client, node, asked, answered, outcome])).toEqual([
      ["c1", "n3", "generate", "generate_ok n3-1", "ok"], ["c2", "n1", "generate", "generate_ok n1-1", "ok"],
      ["c3", "n3", "generate", "generate_ok n3-2", "ok"], ["c1", "n3", "generate", "generate_ok n3-2", "ok"],
    ]);
    expect(operations.map(({ isWitness, isViolation }) => [isWitness, isViolation])).toEqual([[false, false], [false, false], [true, false], [true, true]]);
  });

  test("say how they ended", () => {
    expect(operationsOf(worse).map(({ outcome, answered }) => [outcome, answered])).toEqual([["ok", "generate_ok n3-1"], ["info", "no answer"], ["fail", "generate_ok n3-2"], ["open", ""]]);
    expect(operationWords(operations[3] as (typeof operations)[number])).toBe("c1 asks n3 for generate: generate_ok n3-2, ok; cannot be placed");
    expect(operationWords(operationsOf(worse)[1] as (typeof operations)[number])).toBe("c2 asks n1 for generate: no answer, nobody knows");
  });
});

describe("the picture of a history", () => {
  test("has a lane a client, and no two operations of a client overlap", () => {
    const { clients, operations: placed, width } = layOutHistory(operations, 600);
    expect(clients).toEqual(["c1", "c2", "c3"]);
    for (const { x1, x2 } of placed) expect(x1 >= 0 && x1 < x2 && x2 <= width).toBe(true);
    const [first, second] = placed.filter(({ lane }) => lane === 0);
    expect(first?.x2).toBeLessThanOrEqual(second?.x1 ?? 0);
  });

  test("draws what has no answer to the end, where it may yet happen", () => {
    const { operations: placed, width } = layOutHistory(operationsOf(worse), 600);
    expect(placed.map(({ x2 }) => x2 === width)).toEqual([false, true, false, true]);
  });

  test("grows with its operations, and is empty without any", () => {
    expect(layOutHistory([], 600)).toEqual({ clients: [], operations: [], width: 600 });
    expect(layOutHistory(Array.from({ length: 1_000 }, (_, index) => ({ ...(operations[0] as (typeof operations)[number]), number: index, from: 2 * index + 1, to: 2 * index + 2 })), 600).width).toBeGreaterThan(40_000);
  });
});
