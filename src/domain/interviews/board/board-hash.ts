/** One number that says whether two boards are the same: what convergence is checked by. */
import type { Board } from "./board";
import { memberId, membersOf } from "./members";
import type { BoardElement } from "./patch";

/** Elements do not change: each is hashed once. */
const hashed = new WeakMap<BoardElement, number>();

/** FNV-1a of all elements in the order of their ids; null fields count as absent, bound elements as a set (B14). */
export function boardHash(board: Board): string {
  const hashes = [...board.keys()].sort().map((id) => elementHash(board.get(id) as BoardElement));
  return fnv1a(hashes.join()).toString(16).padStart(8, "0");
}

function elementHash(element: BoardElement): number {
  let hash = hashed.get(element);
  if (hash === undefined) {
    hash = fnv1a(canonical(Object.fromEntries(Object.entries(element).map(([field, value]) => [field, asSet(field, value)]))));
    hashed.set(element, hash);
  }
  return hash;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Bound elements have no order, and none of them is the same as no list. */
function asSet(field: string, value: unknown): unknown {
  if (field !== "boundElements") return value;
  const members = [...membersOf(value)].sort((a, b) => ((memberId(a) ?? "") < (memberId(b) ?? "") ? -1 : 1));
  return members.length === 0 ? null : members;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return `{${fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([field, member]) => `${JSON.stringify(field)}:${canonical(member)}`).join()}}`;
}
