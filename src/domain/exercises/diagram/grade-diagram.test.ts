import { describe, expect, test } from "vitest";
import { box, diagram, line } from "../../../../tests/support/exercise-fixtures";
import type { Drawing } from "./drawing";
import { gradeDiagram } from "./grade-diagram";

const [first, second] = diagram.accepted as [Drawing, Drawing];
const without = ({ boxes, lines }: Drawing, id: string): Drawing => ({ boxes: boxes.filter((one) => one.id !== id), lines: lines.filter(({ from, to }) => from !== id && to !== id) });

describe("a drawing", () => {
  test("two different ones are right", () => {
    for (const drawing of [first, second]) expect(gradeDiagram(diagram, drawing)).toMatchObject({ ok: true, value: { score: 1, mistakes: [], parts: { right: 5, of: 5 } } });
  });

  test("what is missing costs its points, and is named where it fails", () => {
    expect(gradeDiagram(diagram, without(first, "second"))).toMatchObject({
      ok: true,
      value: { score: 4 / 6, parts: { right: 4, of: 5 }, mistakes: [{ about: "two-apps", keys: ["app"], say: "Secret: one app is one too few." }], taken: ["no-short-cut", "behind", "joined", "reached"] },
    });
  });

  test("what boxes are called does not count", () => {
    const named = { ...first, boxes: first.boxes.map((one) => ({ ...one, name: "Something else" })) };
    expect(gradeDiagram(diagram, named)).toEqual(gradeDiagram(diagram, first));
  });

  test("the start with a new name is still the start", () => {
    const named = { ...diagram.start, boxes: diagram.start.boxes.map((one) => ({ ...one, id: `x${one.id}`, name: "Mine" })), lines: diagram.start.lines.map(({ from, to }) => ({ from: `x${from}`, to: `x${to}` })) };
    expect(gradeDiagram(diagram, named)).toMatchObject({ ok: false, error: { code: "nothing-answered" } });
  });

  test.each<[string, Drawing]>([
    ["a foreign kind", { ...first, boxes: [...first.boxes, box("queue 2/0")] }],
    ["a box beside the sheet", { ...first, boxes: [...first.boxes, box("cache 3/0")] }],
    ["two boxes on one place", { ...first, boxes: [...first.boxes, box("cache 0/0")] }],
    ["two boxes of one id", { ...first, boxes: [...first.boxes, box("app 2/2")] }],
    ["a line to nowhere", { ...first, lines: [line("app>nobody")] }],
    ["a line to itself", { ...first, lines: [line("app>app")] }],
    ["the same line twice", { ...first, lines: [line("app>db"), line("app>db")] }],
  ])("%s is refused and costs nothing", (_, drawing) => {
    expect(gradeDiagram(diagram, drawing)).toMatchObject({ ok: false, error: { code: "unknown-key" } });
  });
});
