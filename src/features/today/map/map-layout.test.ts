import { describe, expect, test } from "vitest";
import { layOutMap, layOutNeighbours } from "./map-layout";

const box = (id: string, ...standsOn: string[]) => ({ id, standsOn });

describe("layOutMap", () => {
  const layout = layOutMap([box("a", "d"), box("b", "a", "e"), box("c", "a", "b"), box("d", "a", "gone"), box("e")]);

  test("puts each box to the right of what it stands on", () => {
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
    expect(layOutMap([])).toEqual({ nodes: [], edges: [], columns: 1, rows: 0 });
  });

  test("stands near what it is joined with, so that lines do not cross", () => {
    const crossed = layOutMap([box("a"), box("b"), box("on-b", "b"), box("on-a", "a"), box("on-on-b", "on-b"), box("on-on-a", "on-a")]);
    const height = (id: string) => crossed.nodes.find((node) => node.id === id)?.height ?? NaN;
    expect(height("a") < height("b")).toBe(height("on-a") < height("on-b"));
    expect(height("on-a") < height("on-b")).toBe(height("on-on-a") < height("on-on-b"));
  });
});

describe("layOutNeighbours", () => {
  test("puts a concept between what it needs and what needs it", () => {
    const { nodes, edges, columns, rows } = layOutNeighbours(["a", "b"], "here", ["c"]);
    expect(nodes.map(({ id, column, height }) => [id, column, height])).toEqual([["a", 0, 0.25], ["b", 0, 0.75], ["here", 1, 0.5], ["c", 2, 0.5]]);
    expect([edges.length, columns, rows]).toEqual([3, 3, 2]);
  });

  test("leaves no empty column", () => {
    expect(layOutNeighbours([], "here", ["c"]).nodes.map(({ id, column }) => `${id}${column}`)).toEqual(["here0", "c1"]);
  });
});
