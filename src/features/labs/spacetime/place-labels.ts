/** Text in a picture that is already full: each label takes the first place that is free, or is dropped. */

export interface Box {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export type Anchor = "start" | "middle" | "end";

export interface PlacedText {
  readonly text: string;
  readonly x: number;
  /** The baseline */
  readonly y: number;
  readonly anchor: Anchor;
  readonly look: "kind" | "copy" | "caption" | "bad" | "strong";
  /** The steps that it belongs to: it fades with the last of them */
  readonly steps: readonly number[];
}

/** The advance of an average character at 11.5 px. Mono is exact, the sans errs on the wide side. */
const WIDTH = { sans: 5.9, mono: 6.7 };
const TEXT_HEIGHT = 13;

export const textWidth = (text: string, voice: "sans" | "mono" = "sans"): number => text.length * WIDTH[voice];

export const boxAround = (x: number, y: number, half: number): Box => ({ x1: x - half, y1: y - half, x2: x + half, y2: y + half });

/** What a text covers, from its baseline. */
export function textBox(text: string, x: number, y: number, anchor: Anchor, voice: "sans" | "mono" = "sans"): Box {
  const width = textWidth(text, voice);
  const left = anchor === "start" ? x : anchor === "middle" ? x - width / 2 : x - width;
  return { x1: left, y1: y - TEXT_HEIGHT + 3, x2: left + width, y2: y + 3 };
}

const overlap = (left: Box, right: Box): boolean => left.x1 < right.x2 && right.x1 < left.x2 && left.y1 < right.y2 && right.y1 < left.y2;

export interface Segment {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

/** Whether a line passes through a box (Liang and Barsky's clipping). */
function passes({ from, to }: Segment, box: Box): boolean {
  let [enter, leave] = [0, 1];
  const edges = [
    [from.x - to.x, from.x - box.x1],
    [to.x - from.x, box.x2 - from.x],
    [from.y - to.y, from.y - box.y1],
    [to.y - from.y, box.y2 - from.y],
  ] as const;
  for (const [direction, distance] of edges) {
    if (direction === 0 && distance < 0) return false;
    if (direction < 0) enter = Math.max(enter, distance / direction);
    if (direction > 0) leave = Math.min(leave, distance / direction);
  }
  return enter <= leave;
}

/** The places that are taken, within the picture's borders, and the lines that words should not stand on. */
export class Room {
  private readonly taken: Box[] = [];
  private readonly lines: Segment[] = [];

  constructor(private readonly border: Box) {}

  take(box: Box): void {
    this.taken.push(box);
  }

  addLine(line: Segment): void {
    this.lines.push(line);
  }

  private isClear(box: Box): boolean {
    return !this.lines.some((line) => passes(line, box));
  }

  isFree(box: Box): boolean {
    const { x1, y1, x2, y2 } = this.border;
    return box.x1 >= x1 && box.x2 <= x2 && box.y1 >= y1 && box.y2 <= y2 && !this.taken.some((other) => overlap(box, other));
  }

  /** Takes the first free box of several, off all lines where it can be, and says which; null where none is free. */
  first<Place extends { readonly box: Box }>(places: readonly Place[], onLines: "allowed" | "never" = "allowed"): Place | null {
    const free = places.filter(({ box }) => this.isFree(box));
    const found = free.find(({ box }) => this.isClear(box)) ?? (onLines === "allowed" ? free[0] : undefined) ?? null;
    if (found !== null) this.take(found.box);
    return found;
  }
}
