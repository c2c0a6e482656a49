/** How much an element is: about the characters of its JSON. */
import type { BoardElement } from "./patch";

/** Elements do not change: each is weighed once. */
const weighed = new WeakMap<BoardElement, number>();
const DEPTH_MAX = 8;

/** Infinite for what is no plain JSON or nested too deep. */
export function weightOf(element: BoardElement): number {
  let weight = weighed.get(element);
  if (weight === undefined) {
    weight = weigh(element, 0);
    weighed.set(element, weight);
  }
  return weight;
}

function weigh(value: unknown, depth: number): number {
  if (typeof value === "string") return value.length + 2;
  if (typeof value === "number") return Number.isFinite(value) ? String(value).length : Infinity;
  if (typeof value === "boolean" || value === null) return 5;
  if (typeof value !== "object" || depth === DEPTH_MAX) return Infinity;
  const members: [string, unknown][] = Array.isArray(value) ? value.map((member) => ["", member]) : Object.entries(value as object);
  return members.reduce((weight, [field, member]) => weight + field.length + 3 + weigh(member, depth + 1), 2);
}
