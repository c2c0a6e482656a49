import { describe, expect, test } from "vitest";
import { layOutTopics, weakestFoundation } from "./topic-layout";

const topic = (id: string, ...standsOn: string[]) => ({ id, standsOn });

describe("layOutTopics", () => {
  const layout = layOutTopics([topic("a", "d"), topic("b", "a", "e"), topic("c", "a", "b"), topic("d", "a", "gone"), topic("e")]);

  test("puts each topic to the right of what it stands on", () => {
    expect(layout.nodes.map(({ id, column }) => `${id}${column}`)).toEqual(["a0", "b1", "c2", "d1", "e0"]);
    expect([layout.columns, layout.rows]).toEqual([3, 2]);
  });

  test("leaves out edges backwards, to nowhere, and those that follow from others", () => {
    expect(layout.edges).toEqual([
      { from: "a", to: "b" },
      { from: "b", to: "c" },
      { from: "a", to: "d" },
    ]);
  });

  test("spreads a column over the height", () => {
    expect(layout.nodes.filter(({ column }) => column === 1).map(({ height }) => height)).toEqual([0.25, 0.75]);
  });

  test("of nothing is nothing", () => {
    expect(layOutTopics([])).toEqual({ nodes: [], edges: [], columns: 1, rows: 0 });
  });
});

describe("weakestFoundation", () => {
  const map = layOutTopics([topic("a"), topic("b", "a"), topic("c", "a")]);
  const known = (a: number | null, b: number | null, c: number | null) => [
    { id: "a", recall: a },
    { id: "b", recall: b },
    { id: "c", recall: c },
  ];

  test("names the weak topic and what stands on it", () => {
    const found = weakestFoundation(known(0.63, 0.9, null), map);
    expect([found?.weak.id, found?.carries.map(({ id }) => id)]).toEqual(["a", ["b", "c"]]);
  });

  test("is the weakest of several", () => {
    const chain = layOutTopics([topic("a"), topic("b", "a"), topic("c", "b")]);
    expect(weakestFoundation(known(0.7, 0.6, 0.9), chain)?.weak.id).toBe("b");
  });

  test("is nobody when the weak topic carries nothing, or when it is unknown", () => {
    expect(weakestFoundation(known(0.9, 0.3, 0.2), map)).toBeNull();
    expect(weakestFoundation(known(null, 0.9, 0.9), map)).toBeNull();
    expect(weakestFoundation(known(0.8, null, null), map)).toBeNull();
  });
});
