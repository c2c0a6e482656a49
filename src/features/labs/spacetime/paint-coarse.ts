/** Paints a window of a long story: ticks and thin lines, or where there are too many of them, how dense they are. */
import { type Axis, LEVELS, type Window } from "./axis";
import { type Coarse, type CoarseMessage, messagesIn, unitOfSpan } from "./coarse";
import type { LaneLine } from "./layout-shape";
import type { Story } from "./read-story";

/** The colours of the page's theme, by the names that VISUAL gives them. */
export type Colours = Readonly<Record<(typeof COLOURS)[number], string>>;
export const COLOURS = ["surface", "ink", "ink-2", "ink-3", "control", "line", "pass", "fail-solid", "fail-soft", "d1", "d2", "d4", "mark"] as const;

export interface CoarsePicture {
  readonly story: Story;
  readonly coarse: Coarse;
  readonly axis: Axis;
  readonly lines: readonly LaneLine[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly showsMessages: boolean;
  /** The steps that stay when only causes are wanted; null: all */
  readonly kept: ReadonlySet<number> | null;
  /** Steps that the shrunk run kept */
  readonly marked: ReadonlySet<number>;
  readonly colours: Colours;
}

const TICK = 4;
const MARKED = 3.5;
const HATCH = { share: 0.3, max: 60, step: 8 };
const BUNDLE_PX = 4;
/** How opaque one line is, and what each doubling of its bundle adds, up to so many levels. */
const DENSITY = { first: 0.14, more: 0.11, levels: 6 };
/** Enough for a number of its own for each bundle: rows (halves are gaps) and columns of the picture. */
const ROWS_MAX = 64;
const COLUMNS_MAX = 4_096;
const LINE_ALPHA = 0.6;
const FADED_ALPHA = 0.1;

type Paint = CanvasRenderingContext2D;

/** Where a place of the axis lies on the screen. */
export function placer({ left, right }: Pick<CoarsePicture, "left" | "right">, window: Window): (unit: number) => number {
  const scale = (right - left) / (window.to - window.from);
  return (unit) => left + (unit - window.from) * scale;
}

/** Paints the whole picture anew; the canvas is as large as the picture. */
export function paintCoarse(paint: Paint, picture: CoarsePicture, window: Window): void {
  const { left, right, coarse, axis } = picture;
  const place = placer(picture, window);
  const xOf = (index: number) => place(axis.units[index] ?? 0);
  const { range, messages } = messagesIn(coarse, axis, window);
  paint.save();
  paint.beginPath();
  paint.rect(left, 0, right - left, paint.canvas.height);
  paint.clip();
  paintViolation(paint, picture, xOf);
  paintPartitions(paint, picture, place);
  paintLanes(paint, picture, xOf);
  if (picture.showsMessages) {
    if (range.last - range.first < LEVELS.ticks) paintLines(paint, picture, messages, xOf);
    else paintDensity(paint, picture, messages, xOf);
  }
  paintTicks(paint, picture, range, xOf);
  paintFaults(paint, picture, range, xOf);
  paint.restore();
}

function yOf({ lines }: CoarsePicture, row: number): number {
  const above = lines[Math.floor(row)]?.y ?? 0;
  return Number.isInteger(row) ? above : (above + (lines[Math.ceil(row)]?.y ?? above + 40)) / 2;
}

function paintViolation(paint: Paint, { coarse, top, bottom, right, colours }: CoarsePicture, xOf: (index: number) => number): void {
  if (coarse.violation === null) return;
  const x = xOf(coarse.violation);
  paint.fillStyle = colours["fail-soft"];
  paint.fillRect(x, top, Math.max(right - x, 0), bottom - top);
}

function paintPartitions(paint: Paint, picture: CoarsePicture, place: (unit: number) => number): void {
  const { coarse, story, axis, left, right, lines, colours } = picture;
  paint.strokeStyle = colours.d2;
  for (const { lane, from, to } of coarse.partitions) {
    const [begin, end] = [place(unitOfSpan(story, axis, from)), to === null ? right : place(unitOfSpan(story, axis, to))];
    const [x1, x2] = [Math.max(begin, left), Math.min(end, right)];
    const [above, below] = [lines[lane]?.y ?? 0, lines[lane + 1]?.y ?? 0];
    const half = Math.min(HATCH.max, (below - above) * HATCH.share) / 2;
    if (x2 <= x1) continue;
    const [y1, y2] = [(above + below) / 2 - half, (above + below) / 2 + half];
    paint.save();
    paint.beginPath();
    paint.rect(x1, y1, x2 - x1, y2 - y1);
    paint.clip();
    hatch(paint, { x1, x2, y1, y2 }, HATCH.step);
    paint.restore();
    paint.lineWidth = 2;
    paint.beginPath();
    for (const x of [begin, end]) if (x >= left && x < right) line(paint, x, y1 - 5, x, y2 + 5);
    paint.stroke();
  }
}

function hatch(paint: Paint, { x1, x2, y1, y2 }: { x1: number; x2: number; y1: number; y2: number }, step: number): void {
  paint.globalAlpha = 0.5;
  paint.lineWidth = 1.2;
  paint.beginPath();
  // On a grid of the page's, so that the hatch stands still as its edges move.
  for (let x = Math.floor(x1 / step) * step - (y2 - y1); x < x2; x += step) line(paint, x, y2, x + (y2 - y1), y1);
  paint.stroke();
  paint.globalAlpha = 1;
}

function line(paint: Paint, x1: number, y1: number, x2: number, y2: number): void {
  paint.moveTo(x1, y1);
  paint.lineTo(x2, y2);
}

function paintLanes(paint: Paint, picture: CoarsePicture, xOf: (index: number) => number): void {
  const { lines, left, right, colours, coarse } = picture;
  for (const { y, kind } of lines) {
    paint.strokeStyle = colours.control;
    paint.lineWidth = 1.4;
    paint.setLineDash(kind === "node" ? [] : kind === "quiet" ? [10, 5] : [1, 5]);
    paint.beginPath();
    line(paint, left, y, right, y);
    paint.stroke();
  }
  for (const { lane, role, from, to } of coarse.roles) {
    const [x1, x2, y] = [Math.max(xOf(from), left), to === null ? right : Math.min(xOf(to), right), lines[lane]?.y ?? 0];
    if (role === "follower" || x2 <= x1) continue;
    paint.strokeStyle = role === "leader" ? colours.d1 : colours["ink-2"];
    paint.lineWidth = role === "leader" ? 8 : 3;
    paint.setLineDash(role === "leader" ? [] : [7, 4]);
    paint.beginPath();
    line(paint, x1, y, x2, y);
    paint.stroke();
  }
  paint.setLineDash([]);
  for (const { lane, from, to } of coarse.downs) {
    const [x1, x2, y] = [Math.max(xOf(from), left), to === null ? right : Math.min(xOf(to), right), lines[lane]?.y ?? 0];
    if (x2 <= x1) continue;
    paint.fillStyle = colours.surface;
    paint.fillRect(x1, y - 9, x2 - x1, 18);
    paint.save();
    paint.beginPath();
    paint.rect(x1, y - 9, x2 - x1, 18);
    paint.clip();
    paint.strokeStyle = colours["ink-3"];
    hatch(paint, { x1, x2, y1: y - 9, y2: y + 9 }, 5);
    paint.restore();
  }
}

const COLOUR_OF = { plain: "ink-2", ack: "pass", copy: "d4" } as const;

const isKept = ({ kept }: CoarsePicture, { from, to }: CoarseMessage): boolean => kept === null || (kept.has(to + 1) && (from < 0 || kept.has(from + 1)));

/** One thin line a message. */
function paintLines(paint: Paint, picture: CoarsePicture, messages: readonly CoarseMessage[], xOf: (index: number) => number): void {
  const { coarse, colours } = picture;
  paint.lineWidth = 1;
  for (const look of ["plain", "ack", "copy"] as const) {
    for (const isStrong of [false, true]) {
      paint.strokeStyle = colours[COLOUR_OF[look]];
      paint.globalAlpha = isStrong ? LINE_ALPHA : FADED_ALPHA;
      paint.setLineDash(look === "copy" ? [5, 3] : []);
      paint.beginPath();
      for (const message of messages) {
        const { from, to } = message;
        if (message.look !== look || from < 0 || isKept(picture, message) !== isStrong) continue;
        line(paint, xOf(from), yOf(picture, coarse.rows[from] ?? 0), xOf(to), yOf(picture, coarse.rows[to] ?? 0));
      }
      paint.stroke();
    }
  }
  paint.setLineDash([]);
  paint.globalAlpha = 1;
}

/** Lines between the same lanes that begin in the same few pixels are one, as dark as they are many. */
function paintDensity(paint: Paint, picture: CoarsePicture, messages: readonly CoarseMessage[], xOf: (index: number) => number): void {
  const { coarse, colours } = picture;
  const bundles = new Map<number, { x1: number; y1: number; x2: number; y2: number; count: number; isKept: boolean }>();
  for (const message of messages) {
    const { from, to } = message;
    if (from < 0) continue;
    const [a, b] = [coarse.rows[from] ?? 0, coarse.rows[to] ?? 0];
    const kept = isKept(picture, message);
    const x1 = xOf(from);
    const key = ((a * ROWS_MAX + b) * 2 * COLUMNS_MAX + Math.min(Math.max(Math.floor(x1 / BUNDLE_PX), -1), COLUMNS_MAX - 2)) * 2 + Number(kept);
    const bundle = bundles.get(key);
    if (bundle === undefined) bundles.set(key, { x1, y1: yOf(picture, a), x2: xOf(to), y2: yOf(picture, b), count: 1, isKept: kept });
    else {
      bundle.x2 = Math.max(bundle.x2, xOf(to));
      bundle.count += 1;
    }
  }
  paint.strokeStyle = colours["ink-2"];
  paint.lineWidth = 1;
  for (let level = 0; level <= DENSITY.levels; level += 1) {
    paint.globalAlpha = level === 0 ? FADED_ALPHA : DENSITY.first + DENSITY.more * (level - 1);
    paint.beginPath();
    for (const { x1, y1, x2, y2, count, isKept } of bundles.values()) if ((isKept ? levelOf(count) : 0) === level) line(paint, x1, y1, x2, y2);
    paint.stroke();
  }
  paint.globalAlpha = 1;
}

const levelOf = (count: number): number => Math.min(1 + Math.floor(Math.log2(count)), DENSITY.levels);

function paintTicks(paint: Paint, picture: CoarsePicture, { first, last }: { first: number; last: number }, xOf: (index: number) => number): void {
  const { coarse, colours, kept, marked } = picture;
  paint.fillStyle = colours.ink;
  for (const isStrong of [false, true]) {
    paint.globalAlpha = isStrong ? 1 : FADED_ALPHA;
    for (let number = first; number <= last; number += 1) {
      const row = coarse.rows[number - 1] ?? 0;
      if (!Number.isInteger(row) || (kept === null || kept.has(number)) !== isStrong) continue;
      paint.fillRect(xOf(number - 1) - TICK / 2, yOf(picture, row) - TICK / 2, TICK, TICK);
    }
  }
  paint.globalAlpha = 1;
  paint.lineWidth = 1;
  for (const number of marked) {
    if (number < first || number > last) continue;
    paint.fillStyle = colours.mark;
    paint.strokeStyle = colours.ink;
    paint.beginPath();
    paint.arc(xOf(number - 1), yOf(picture, coarse.rows[number - 1] ?? 0), MARKED, 0, 2 * Math.PI);
    paint.fill();
    paint.stroke();
  }
}

function paintFaults(paint: Paint, picture: CoarsePicture, { first, last }: { first: number; last: number }, xOf: (index: number) => number): void {
  const { coarse, colours, showsMessages } = picture;
  const isIn = (index: number) => index + 1 >= first && index + 1 <= last;
  const at = (index: number) => [xOf(index), yOf(picture, coarse.rows[index] ?? 0)] as const;
  paint.strokeStyle = colours["fail-solid"];
  paint.lineWidth = 1.6;
  paint.beginPath();
  for (const index of showsMessages ? coarse.lost : []) {
    if (!isIn(index)) continue;
    const [x, y] = at(index);
    line(paint, x - 3, y - 3, x + 3, y + 3);
    line(paint, x + 3, y - 3, x - 3, y + 3);
  }
  paint.stroke();
  for (const index of coarse.crashes) {
    if (!isIn(index)) continue;
    const [x, y] = at(index);
    paint.fillStyle = colours.ink;
    paint.fillRect(x - 6, y - 6, 12, 12);
  }
  paint.strokeStyle = colours.ink;
  paint.fillStyle = colours.surface;
  for (const index of coarse.restarts) {
    if (!isIn(index)) continue;
    const [x, y] = at(index);
    paint.beginPath();
    paint.moveTo(x - 7, y + 6);
    paint.lineTo(x, y - 8);
    paint.lineTo(x + 7, y + 6);
    paint.closePath();
    paint.fill();
    paint.stroke();
  }
  paint.strokeStyle = colours["fail-solid"];
  paint.lineWidth = 2;
  for (const index of coarse.witnesses) {
    if (!isIn(index)) continue;
    const [x, y] = at(index);
    paint.beginPath();
    paint.arc(x, y, index === coarse.violation ? 8 : 6, 0, 2 * Math.PI);
    paint.stroke();
  }
}
