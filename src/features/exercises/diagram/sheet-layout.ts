/** Where things lie on a sheet, in pixels: cells, zones one below the other, and lines that keep clear of boxes. */
import type { Sheet } from "@/contracts/exercises/diagram";
import type { Box, Line } from "@/domain/exercises/diagram/drawing";
import { edgeOf, type Point } from "../figures/edge-of";
import type { Place } from "./drawing-moves";

export const CELL = { width: 112, height: 82 } as const;
export const BOX = { width: 98, height: 46 } as const;
const PAD = 8;
/** Room for the name of a zone above its first row. */
const ZONE_HEAD = 22;
const ZONE_GAP = 6;

/** How far a line bends that has its like the other way round, and one that would run through a box. */
const BEND_BESIDE = 12;
const BEND_AROUND = 62;

const zonesUntil = ({ zones }: Sheet, row: number): number => {
  let below = 0;
  const place = zones.findIndex((zone) => row < (below += zone.rows));
  return place < 0 ? zones.length : place + 1;
};

const topOf = (sheet: Sheet, row: number): number => PAD + row * CELL.height + zonesUntil(sheet, row) * ZONE_HEAD;

export const sheetSize = (sheet: Sheet) => ({
  width: 2 * PAD + sheet.columns * CELL.width,
  height: 2 * PAD + sheet.rows * CELL.height + sheet.zones.length * ZONE_HEAD,
});

/** The middle of a place. */
export const middleOf = (sheet: Sheet, { column, row }: Place): Point => ({
  x: PAD + (column + 0.5) * CELL.width,
  y: topOf(sheet, row) + CELL.height / 2,
});

/** The place at a point, or the nearest one. */
export function placeAt(sheet: Sheet, point: Point): Place {
  const column = Math.min(sheet.columns - 1, Math.max(0, Math.floor((point.x - PAD) / CELL.width)));
  const rows = Array.from({ length: sheet.rows }, (_, row) => row);
  const row = rows.reduce((nearest, other) => (Math.abs(middleOf(sheet, { column, row: other }).y - point.y) < Math.abs(middleOf(sheet, { column, row: nearest }).y - point.y) ? other : nearest), 0);
  return { column, row };
}

/** The frames of the zones. */
export function zoneFrames(sheet: Sheet): { id: string; name: string; top: number; height: number }[] {
  let first = 0;
  return sheet.zones.map(({ id, name, rows }) => {
    const top = topOf(sheet, first) - ZONE_HEAD;
    first += rows;
    return { id, name, top, height: rows * CELL.height + ZONE_HEAD - ZONE_GAP };
  });
}

export interface LinePath {
  readonly from: Point;
  readonly control: Point;
  readonly to: Point;
}

const distanceToSegment = (point: Point, from: Point, to: Point): number => {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = Math.min(1, Math.max(0, ((point.x - from.x) * dx + (point.y - from.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(point.x - from.x - along * dx, point.y - from.y - along * dy);
};

/** A line from edge to edge, bent where another box lies in the way or a line leads back. */
export function linePath(sheet: Sheet, { boxes, lines }: { boxes: readonly Box[]; lines: readonly Line[] }, line: Line): LinePath | null {
  const [start, end] = [line.from, line.to].map((id) => boxes.find((box) => box.id === id));
  if (start === undefined || end === undefined) return null;
  const [from, to] = [middleOf(sheet, start), middleOf(sheet, end)];
  const isInTheWay = boxes.some((box) => box !== start && box !== end && distanceToSegment(middleOf(sheet, box), from, to) < BOX.height / 2);
  const hasReturn = lines.some((other) => other.from === line.to && other.to === line.from);
  const bend = isInTheWay ? BEND_AROUND : hasReturn ? BEND_BESIDE : 0;
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  // Beside the line as seen from its begin, so that the two of a pair bend apart; the control point pulls twice as far as the line goes.
  const control = { x: (from.x + to.x) / 2 - ((to.y - from.y) / length) * bend * 2, y: (from.y + to.y) / 2 + ((to.x - from.x) / length) * bend * 2 };
  return { from: edgeOf(BOX, from, control), control, to: edgeOf(BOX, to, control) };
}

/** The middle of a bent line. */
export const middleOfPath = ({ from, control, to }: LinePath): Point => ({ x: (from.x + 2 * control.x + to.x) / 4, y: (from.y + 2 * control.y + to.y) / 4 });
