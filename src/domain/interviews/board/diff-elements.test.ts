import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyElement, anyType, arrow, rectangle, stroke, words } from "../../../../tests/support/board-elements";
import { applyPatches } from "./apply-patches";
import type { Board } from "./board";
import { boardHash } from "./board-hash";
import { diffElements } from "./diff-elements";
import { drawOn } from "./draw-on";
import type { BoardElement } from "./patch";

const boardOf = (...elements: BoardElement[]): Board => new Map(elements.map((element) => [element.id, element]));
const anyPair = anyType.chain((type) => fc.tuple(anyElement("n", type), anyElement("n", type)));

describe("diffElements", () => {
  test("[B11] what the difference makes of the first element is the second, and it is let in", () => {
    fc.assert(
      fc.property(anyPair, ([before, after]) => {
        const patches = diffElements(before, after);
        expect(boardHash(applyPatches(boardOf(before), patches))).toBe(boardHash(boardOf(after)));
        expect(drawOn(boardOf(before), patches).ok).toBe(true);
        expect(diffElements(applyPatches(boardOf(before), patches).get("n"), after)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("[B11] [B2] changes of different merge groups made at once both survive", () => {
    fc.assert(
      fc.property(anyPair, ([base, other]) => {
        const moved = { ...base, strokeColor: "#2f9e44", opacity: 1 };
        const deleted = { ...base, isDeleted: !base.isDeleted, link: "https://example.net/", seed: other.seed };
        const [one, two] = [diffElements(base, moved), diffElements(base, deleted)];
        const results = [[...one, ...two], [...two, ...one]].map((patches) => applyPatches(boardOf(base), patches));
        expect(results[0]?.get("n")).toMatchObject({ strokeColor: "#2f9e44", isDeleted: !base.isDeleted, link: "https://example.net/" });
        expect(boardHash(results[0] as Board)).toBe(boardHash(results[1] as Board));
      }),
    );
  });

  test("[B12] a new element is put whole", () => {
    expect(diffElements(undefined, rectangle("r"))).toEqual([{ op: "put", element: rectangle("r") }]);
  });

  test("[B12] equal elements differ in nothing, null and absent fields and the order of what is bound aside", () => {
    const bound = [{ id: "e1", type: "arrow" }, { id: "e2", type: "arrow" }];
    expect(diffElements(rectangle("r", { boundElements: bound, customData: null }), rectangle("r", { boundElements: bound.toReversed() }))).toEqual([]);
    expect(diffElements(rectangle("r", { boundElements: null }), rectangle("r"))).toEqual([]);
  });

  test("[B12] a moved box sends two numbers, a moved stroke no point", () => {
    expect(diffElements(rectangle("r"), rectangle("r", { x: 1, y: 2 }))).toEqual([{ op: "set", id: "r", fields: { x: 1, y: 2 } }]);
    const points = [[0, 0], [1, 1]] as const;
    expect(diffElements(stroke("s", points), stroke("s", points, { x: 1 }))).toEqual([{ op: "set", id: "s", fields: { x: 1 } }]);
  });

  test("[B12] a stroke that grew sends what it grew by, also where only its last point is named anew", () => {
    const before = stroke("s", [[0, 0], [1, 1]]);
    expect(diffElements(before, stroke("s", [[0, 0], [1, 1], [2, 3]], { width: 2 }))).toMatchObject([{ op: "append", from: 2, points: [[2, 3]], pressures: [0.5], box: { width: 2 } }]);
    expect(diffElements(before, { ...before, lastCommittedPoint: [1, 1] })).toMatchObject([{ op: "append", from: 2, points: [], pressures: [] }]);
    expect(diffElements(before, stroke("s", [[0, 0], [9, 9]]))).toMatchObject([{ op: "set", fields: { points: [[0, 0], [9, 9]] } }]);
  });

  test("[B12] a changed field brings its group and no other", () => {
    expect(diffElements(words("w", "a"), words("w", "b"))).toEqual([
      { op: "set", id: "w", fields: { text: "b", originalText: "b", width: 100, height: 50, autoResize: true, fontSize: 20, fontFamily: 5, lineHeight: 1.25 } },
    ]);
    const [patch] = diffElements(arrow("e"), arrow("e", { x: 1 }));
    expect(patch).toMatchObject({ op: "set", fields: { x: 1, points: [[0, 0], [100, 50]] } });
    expect(patch).not.toHaveProperty("fields.strokeColor");
  });

  test("[B12] members of lists come and go one by one; groups nested anew are set", () => {
    const bound = (...ids: string[]) => rectangle("r", { boundElements: ids.map((id) => ({ id, type: "arrow" })) });
    expect(diffElements(bound("e1", "e2"), bound("e2", "e3"))).toEqual([{ op: "list", id: "r", field: "boundElements", add: [{ id: "e3", type: "arrow" }], remove: ["e1"] }]);
    expect(diffElements(rectangle("r", { groupIds: ["g"] }), rectangle("r", { groupIds: ["g", "outer"] }))).toEqual([{ op: "list", id: "r", field: "groupIds", add: ["outer"], remove: [] }]);
    expect(diffElements(rectangle("r", { groupIds: ["g"] }), rectangle("r", { groupIds: ["inner", "g"] }))).toEqual([{ op: "set", id: "r", fields: { groupIds: ["inner", "g"] } }]);
  });
});
