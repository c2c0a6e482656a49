/** Putting things in order: pure moves between the sequence and what is put aside. */

/** The sequence with one item at another place; `place` is counted after the item was taken out, and kept in range. */
export function moveTo(sequence: readonly string[], key: string, place: number): string[] {
  const rest = sequence.filter((other) => other !== key);
  const at = Math.min(Math.max(place, 0), rest.length);
  return [...rest.slice(0, at), key, ...rest.slice(at)];
}

/** The sequence with one item a step up (-1) or down (+1). */
export const moveBy = (sequence: readonly string[], key: string, step: number): string[] =>
  moveTo(sequence, key, sequence.indexOf(key) + step);

export const putAside = (sequence: readonly string[], key: string): string[] => sequence.filter((other) => other !== key);

/**
 * Where a dragged item would land: among the other items, after all whose middle lies above the pointer.
 * `middles` are the vertical middles of the other items in their order, in the pointer's coordinates.
 */
export const placeAt = (middles: readonly number[], pointerY: number): number => middles.filter((middle) => middle < pointerY).length;
