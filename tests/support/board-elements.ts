/** Board elements for tests: whole ones of each type, and arbitrary ones for properties. */
import fc from "fast-check";
import type { BoardElement, Point } from "@/domain/interviews/board/patch";

const BASE = {
  index: "a0", isDeleted: false, x: 10, y: 20, width: 100, height: 50, angle: 0,
  strokeColor: "#1e1e1e", backgroundColor: "transparent", fillStyle: "solid", strokeWidth: 2, strokeStyle: "solid", roughness: 1, opacity: 100,
  seed: 7, groupIds: [], roundness: null, frameId: null, boundElements: [], link: null, locked: false,
};

export const rectangle = (id: string, fields: Record<string, unknown> = {}): BoardElement => ({ id, type: "rectangle", ...BASE, ...fields });

export const arrow = (id: string, fields: Record<string, unknown> = {}): BoardElement => ({
  id, type: "arrow", ...BASE, points: [[0, 0], [100, 50]], lastCommittedPoint: null, startBinding: null, endBinding: null, startArrowhead: null, endArrowhead: "arrow", elbowed: false, ...fields,
});

export const stroke = (id: string, points: readonly Point[], fields: Record<string, unknown> = {}): BoardElement => ({
  id, type: "freedraw", ...BASE, points, pressures: points.map(() => 0.5), simulatePressure: false, lastCommittedPoint: null, ...fields,
});

export const words = (id: string, text: string, fields: Record<string, unknown> = {}): BoardElement => ({
  id, type: "text", ...BASE, text, originalText: text, fontSize: 20, fontFamily: 5, textAlign: "left", verticalAlign: "top", containerId: null, autoResize: true, lineHeight: 1.25, ...fields,
});

const coordinate = fc.integer({ min: -1_000, max: 1_000 });
const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 6 });
const bindings = fc.option(fc.record({ elementId: fc.constantFrom("r1", "r2"), focus: coordinate, gap: coordinate }));

const anyBase = {
  x: coordinate, y: coordinate, width: coordinate, height: coordinate, angle: fc.constantFrom(0, 1, 2),
  strokeColor: fc.constantFrom("#1e1e1e", "#e03131"), isDeleted: fc.boolean(), index: fc.constantFrom("a0", "a1", "a1V"), seed: fc.integer(),
  groupIds: fc.shuffledSubarray(["inner", "outer", "outmost"]),
  boundElements: fc.option(fc.shuffledSubarray([{ id: "t1", type: "text" }, { id: "e1", type: "arrow" }, { id: "e2", type: "arrow" }])),
  link: fc.constantFrom(null, "https://example.org/"), customData: fc.constantFrom(null, { part: "queue" }),
};

/** Any whole element of one type with the id. */
export const anyElement = (id: string, type: string): fc.Arbitrary<BoardElement> => {
  if (type === "rectangle") return fc.record(anyBase).map((fields) => rectangle(id, fields));
  if (type === "arrow") return fc.record({ ...anyBase, points, startBinding: bindings, endBinding: bindings }).map((fields) => arrow(id, fields));
  if (type === "text") return fc.record({ ...anyBase, text: fc.string(), fontSize: fc.constantFrom(16, 20) }).map(({ text, ...fields }) => words(id, text, fields));
  return fc.record({ ...anyBase, points, pen: fc.boolean() }).map(({ pen, ...fields }) => stroke(id, fields.points, { ...fields, pressures: pen ? fields.points.map(([x]) => Math.abs(x) / 1_000) : [] }));
};

export const anyType = fc.constantFrom("rectangle", "arrow", "text", "freedraw");
