import { describe, expect, test } from "vitest";
import { applyPatches } from "@/domain/interviews/board/apply-patches";
import type { BoardElement, Point } from "@/domain/interviews/board/patch";
import { rectangle, stroke } from "../../../../tests/support/board-elements";
import { BoardSync, type SceneElement } from "./board-sync";

const NONE = new Set<string>();
const boardOf = (...elements: BoardElement[]) => new Map(elements.map((element) => [element.id, element]));
const inScene = (element: BoardElement, version = 1): SceneElement => ({ ...structuredClone(element), version, versionNonce: 1, updated: 1 }) as SceneElement;
/** Changes in place and counts, as Excalidraw does. */
const change = (element: SceneElement | undefined, fields: Record<string, unknown>) => Object.assign(element as object, fields, { version: (element?.version ?? 0) + 1 });

/** A sync whose scene shows the board. */
function shown(...elements: BoardElement[]) {
  const sync = new BoardSync();
  const board = boardOf(...elements);
  const scene = sync.merged([], board, NONE) ?? [];
  return { sync, board, scene };
}

describe("BoardSync", () => {
  test("[BS1] what was drawn becomes patches once, without each browser's own counting", () => {
    const sync = new BoardSync();
    const scene = [inScene(rectangle("r"))];
    expect(sync.drawn(scene)).toEqual([{ op: "put", element: rectangle("r") }]);
    expect(sync.drawn(scene)).toEqual([]);
    change(scene[0], { x: 5 });
    expect(sync.drawn(scene)).toEqual([{ op: "set", id: "r", fields: { x: 5 } }]);
  });

  test("[BS1] what was drawn and deleted before it was seen was never there", () => {
    expect(new BoardSync().drawn([inScene(rectangle("r", { isDeleted: true }))])).toEqual([]);
  });

  test("[BS2] what came from elsewhere is shown with a higher version and sends nothing", () => {
    const { sync, board, scene } = shown(rectangle("r"));
    const moved = applyPatches(board, [{ op: "set", id: "r", fields: { x: 77 } }]);
    const merged = sync.merged(scene, moved, NONE) ?? [];
    expect(merged).toMatchObject([{ id: "r", x: 77, version: (scene[0]?.version ?? 0) + 1 }]);
    expect(sync.drawn(merged)).toEqual([]);
    expect(sync.merged(merged, moved, NONE)).toBeNull();
  });

  test("[BS2] a remote colour does not undo a local move that is not sent yet", () => {
    const { sync, board, scene } = shown(rectangle("r"));
    change(scene[0], { x: 320 });
    const patches = sync.drawn(scene);
    const both = applyPatches(board, [{ op: "set", id: "r", fields: { strokeColor: "#e03131" } }, ...patches]);
    expect(sync.merged(scene, both, NONE)).toMatchObject([{ x: 320, strokeColor: "#e03131" }]);
  });

  test("[BS3] what is held is left alone until it is let go", () => {
    const { sync, board, scene } = shown(rectangle("r"));
    const coloured = applyPatches(board, [{ op: "set", id: "r", fields: { strokeColor: "#e03131" } }]);
    expect(sync.merged(scene, coloured, new Set(["r"]))).toBeNull();
    change(scene[0], { x: 5 });
    expect(sync.drawn(scene)).toEqual([{ op: "set", id: "r", fields: { x: 5 } }]);
    expect(sync.merged(scene, applyPatches(coloured, [{ op: "set", id: "r", fields: { x: 5 } }]), NONE)).toMatchObject([{ x: 5, strokeColor: "#e03131" }]);
  });

  test("[BS4] a refused element leaves the scene, a refused change goes back", () => {
    const { sync, board, scene } = shown(rectangle("r"));
    change(scene[0], { x: 5 });
    const more = [...scene, inScene(rectangle("new"))];
    expect(sync.drawn(more)).toHaveLength(2);
    expect(sync.merged(more, board, NONE)).toMatchObject([{ id: "new", isDeleted: true }, { id: "r", x: 10 }]);
  });

  test("[BS4] what no board takes is not sent and taken back", () => {
    const { sync, board, scene } = shown(rectangle("r"));
    change(scene[0], { link: "javascript:alert(1)" });
    const more = [...scene, { ...inScene(rectangle("f")), type: "frame" }];
    expect(sync.drawn(more)).toEqual([]);
    expect(sync.merged(more, board, NONE)).toMatchObject([{ id: "f", isDeleted: true }, { id: "r", link: null }]);
  });

  test("[BS4] points refused to a stroke that is being drawn come again as the whole stroke", () => {
    const points: Point[] = [[0, 0], [1, 1]];
    const { sync, scene } = shown(stroke("s", points));
    const held = new Set(["s"]);
    change(scene[0], { points: [...points, [2, 2]], pressures: [0.5, 0.5, 0.5] });
    const patches = sync.drawn(scene);
    expect(patches).toMatchObject([{ op: "append", from: 2 }]);
    // Somebody has shortened it meanwhile.
    sync.refused(patches, boardOf(stroke("s", [[0, 0]], { strokeColor: "#e03131" })), held);
    expect(sync.drawn(scene)).toMatchObject([{ op: "append", from: 1, points: [[1, 1], [2, 2]] }, { op: "set", fields: { strokeColor: "#1e1e1e" } }]);
  });

  test("[BS5] the scene is handed over whole, in the order of drawing", () => {
    const { sync, board, scene } = shown(rectangle("b", { index: "a2" }), rectangle("gone", { index: "a1", isDeleted: true }));
    const merged = sync.merged(scene, new Map([...board, ["a", rectangle("a", { index: "a0" })]]), NONE) ?? [];
    expect(merged.map(({ id }) => id)).toEqual(["a", "gone", "b"]);
  });
});
