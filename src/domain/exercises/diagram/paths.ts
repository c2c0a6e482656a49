/** Paths along the arrows of a drawing. Drawings are small (BOXES_MAX), so that all simple paths can be weighed. */
import type { Drawing, Line } from "./drawing";

/** Whether a path leads from the box to one of the ends, with some boxes lost. A box is a path to itself. */
export function reaches({ lines }: Drawing, from: string, ends: ReadonlySet<string>, lost: ReadonlySet<string> = new Set()): boolean {
  return pathTo(lines, from, ends, lost) !== null;
}

/** A shortest path from the box to one of the ends, both included; null if there is none. */
export function pathTo(lines: readonly Line[], from: string, ends: ReadonlySet<string>, lost: ReadonlySet<string> = new Set()): readonly string[] | null {
  if (lost.has(from)) return null;
  const cameFrom = new Map<string, string | null>([[from, null]]);
  for (const box of cameFrom.keys()) {
    if (ends.has(box)) return roadTo(box, cameFrom);
    for (const line of lines) if (line.from === box && !lost.has(line.to) && !cameFrom.has(line.to)) cameFrom.set(line.to, box);
  }
  return null;
}

function roadTo(end: string, cameFrom: ReadonlyMap<string, string | null>): string[] {
  const road: string[] = [];
  for (let box: string | null = end; box !== null; box = cameFrom.get(box) ?? null) road.unshift(box);
  return road;
}

export interface WeighedPath {
  readonly weight: number;
  readonly boxes: readonly string[];
}

/** The simple path from the box to one of the ends whose lines weigh most; null if there is no path. */
export function heaviestPath({ boxes, lines }: Drawing, from: string, ends: ReadonlySet<string>, weigh: (line: Line) => number): WeighedPath | null {
  const bitOf = new Map(boxes.map(({ id }, index) => [id, 1 << index]));
  const known = new Map<string, WeighedPath | null>();
  /** The heaviest rest of a path that has come to `box` by the boxes of `seen`. */
  const onwards = (box: string, seen: number): WeighedPath | null => {
    const key = `${box} ${seen}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    let best: WeighedPath | null = ends.has(box) ? { weight: 0, boxes: [box] } : null;
    for (const line of lines) {
      const bit = bitOf.get(line.to) ?? 0;
      if (line.from !== box || (seen & bit) !== 0) continue;
      const rest = onwards(line.to, seen | bit);
      if (rest === null) continue;
      const weight = weigh(line) + rest.weight;
      if (best === null || weight > best.weight) best = { weight, boxes: [box, ...rest.boxes] };
    }
    known.set(key, best);
    return best;
  };
  return onwards(from, bitOf.get(from) ?? 0);
}
