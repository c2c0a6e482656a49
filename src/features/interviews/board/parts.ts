/** Ready elements for what systems are drawn with. Each says in `customData.part` what it is. */
import type { BoardElement } from "@/domain/interviews/board/patch";

export type PartKind = "load balancer" | "queue" | "database" | "cache";
export const PART_KINDS: readonly PartKind[] = ["load balancer", "queue", "database", "cache"];

const WIDTH = 140;
const HEIGHT = 90;
const LINE_HEIGHT = 25;
/** How flat the top of a cylinder looks. */
const RIM = 26;

/** Half an ellipse from the left side to the right one, measured from where the left side begins. */
const BOTTOM_OF_CYLINDER = Array.from({ length: 13 }, (_, step): readonly [number, number] => {
  const turn = (Math.PI * step) / 12;
  return [(WIDTH / 2) * (1 - Math.cos(turn)), HEIGHT - RIM + (RIM / 2) * Math.sin(turn)];
});

type Draft = Pick<BoardElement, "id" | "type"> & { readonly [field: string]: unknown };

/** The elements of a part whose middle is at x, y: a shape, what is drawn in it, and its name. They are one group. */
export function drawPart(kind: PartKind, { x, y }: { readonly x: number; readonly y: number }, newId: () => string): readonly Draft[] {
  const [left, top, group] = [x - WIDTH / 2, y - HEIGHT / 2, newId()];
  const base = {
    angle: 0, strokeColor: "#1e1e1e", backgroundColor: "transparent", fillStyle: "solid", strokeWidth: 2, strokeStyle: "solid", roughness: 1, opacity: 100,
    groupIds: [group], frameId: null, roundness: null, boundElements: null, link: null, locked: false, isDeleted: false, seed: 1,
  };
  const element = (type: string, fields: Record<string, unknown>): Draft => ({ ...base, id: newId(), type, ...fields });
  const line = (fromX: number, fromY: number, points: readonly (readonly [number, number])[]): Draft =>
    element("line", { x: left + fromX, y: top + fromY, width: WIDTH, height: HEIGHT, points, lastCommittedPoint: null, startBinding: null, endBinding: null, startArrowhead: null, endArrowhead: null });
  const box = (fields: Record<string, unknown> = {}) => element("rectangle", { x: left, y: top, width: WIDTH, height: HEIGHT, customData: { part: kind }, ...fields });
  return [...figure(kind, { left, top, element, line, box }), name(kind, left, top, element)];
}

interface Pen {
  readonly left: number;
  readonly top: number;
  readonly element: (type: string, fields: Record<string, unknown>) => Draft;
  readonly line: (fromX: number, fromY: number, points: readonly (readonly [number, number])[]) => Draft;
  readonly box: (fields?: Record<string, unknown>) => Draft;
}

function figure(kind: PartKind, { left, top, element, line, box }: Pen): readonly Draft[] {
  switch (kind) {
    case "load balancer":
      return [box(), line(0, HEIGHT - 30, [[0, 0], [WIDTH, 0]])];
    case "queue":
      return [box(), ...[1, 2, 3].map((slot) => line(WIDTH - slot * 18, 0, [[0, 0], [0, HEIGHT]]))];
    case "cache":
      return [box({ strokeStyle: "dashed" })];
    case "database":
      return [
        box({ backgroundColor: "#d8f3e3", strokeColor: "transparent", y: top + RIM / 2, height: HEIGHT - RIM }),
        line(0, RIM / 2, [[0, 0], ...BOTTOM_OF_CYLINDER, [WIDTH, 0]]),
        element("ellipse", { x: left, y: top, width: WIDTH, height: RIM }),
      ];
  }
}

const name = (kind: PartKind, left: number, top: number, element: Pen["element"]): Draft =>
  element("text", {
    x: left + 8, y: top + (HEIGHT - LINE_HEIGHT) / 2, width: WIDTH - 16, height: LINE_HEIGHT, text: kind, originalText: kind,
    fontSize: 20, fontFamily: 5, textAlign: "center", verticalAlign: "middle", containerId: null, autoResize: false, lineHeight: 1.25,
  });
