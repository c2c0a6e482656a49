/** Steps of drawing, as pure functions from a drawing to the next one; and what a drawing says in words. */
import type { Drawing, Sheet } from "@/contracts/exercises/diagram";
import { type Box, type Line, zoneAt } from "@/domain/exercises/diagram/drawing";
import { BOXES_MAX, LINES_MAX } from "@/domain/exercises/limits";

export interface Place {
  readonly column: number;
  readonly row: number;
}

export const boxAt = ({ boxes }: Drawing, place: Place): Box | undefined => boxes.find(({ column, row }) => column === place.column && row === place.row);

const isOnSheet = (sheet: Sheet, { column, row }: Place): boolean => column >= 0 && column < sheet.columns && row >= 0 && row < sheet.rows;

/** The first free place of the rows, in reading order; null if all are taken. */
function freePlace(sheet: Sheet, drawing: Drawing, rows: readonly number[]): Place | null {
  const places = rows.flatMap((row) => Array.from({ length: sheet.columns }, (_, column) => ({ column, row })));
  return places.find((place) => boxAt(drawing, place) === undefined) ?? null;
}

const rowsOf = (sheet: Sheet): number[] => Array.from({ length: sheet.rows }, (_, row) => row);

/** A box of the kind on the first free place, from the row of another box on; null if there is no room. */
export function addBox(sheet: Sheet, drawing: Drawing, kind: string, near: Box | null): { drawing: Drawing; box: Box } | null {
  const rows = rowsOf(sheet);
  const first = near?.row ?? 0;
  const place = drawing.boxes.length >= BOXES_MAX ? null : freePlace(sheet, drawing, [...rows.slice(first), ...rows.slice(0, first)]);
  if (place === null) return null;
  const numbers = rows.flatMap((row) => Array.from({ length: sheet.columns }, (_, column) => row * sheet.columns + column + 1));
  const id = numbers.map((number) => `b${number}`).find((free) => !drawing.boxes.some((box) => box.id === free)) ?? "b0";
  const box = { id, kind, name: "", ...place };
  return { drawing: { ...drawing, boxes: [...drawing.boxes, box] }, box };
}

const withBox = (drawing: Drawing, id: string, change: Partial<Box>): Drawing => ({ ...drawing, boxes: drawing.boxes.map((box) => (box.id === id ? { ...box, ...change } : box)) });

/** The box on another place, if that is free. */
export const moveTo = (sheet: Sheet, drawing: Drawing, id: string, place: Place): Drawing =>
  isOnSheet(sheet, place) && boxAt(drawing, place) === undefined ? withBox(drawing, id, place) : drawing;

/** The box a step further; what stands in the way is passed. */
export function moveBy(sheet: Sheet, drawing: Drawing, id: string, step: Place): Drawing {
  const box = drawing.boxes.find((one) => one.id === id);
  if (box === undefined) return drawing;
  let place = { column: box.column + step.column, row: box.row + step.row };
  while (isOnSheet(sheet, place) && boxAt(drawing, place) !== undefined) place = { column: place.column + step.column, row: place.row + step.row };
  return moveTo(sheet, drawing, id, place);
}

/** The box on the first free place of a zone. */
export function moveIntoZone(sheet: Sheet, drawing: Drawing, id: string, zone: string): Drawing {
  const place = freePlace(sheet, drawing, rowsOf(sheet).filter((row) => zoneAt(sheet, row)?.id === zone));
  return place === null ? drawing : withBox(drawing, id, place);
}

export const rename = (drawing: Drawing, id: string, name: string): Drawing => withBox(drawing, id, { name });

/** Without the box and the lines that begin or end at it. */
export const removeBox = ({ boxes, lines }: Drawing, id: string): Drawing => ({
  boxes: boxes.filter((box) => box.id !== id),
  lines: lines.filter(({ from, to }) => from !== id && to !== id),
});

const isLine = (line: Line, other: Line): boolean => line.from === other.from && line.to === other.to;

export const removeLine = (drawing: Drawing, line: Line): Drawing => ({ ...drawing, lines: drawing.lines.filter((other) => !isLine(line, other)) });

/** Joined by a line; the drawing as it was if they are joined already, are one box, or there is no room. */
export function join(drawing: Drawing, line: Line): Drawing {
  const isKnown = drawing.lines.some((other) => isLine(line, other));
  return line.from === line.to || isKnown || drawing.lines.length >= LINES_MAX ? drawing : { ...drawing, lines: [...drawing.lines, line] };
}

/** A line the other way round. */
export const turn = (drawing: Drawing, line: Line): Drawing => join(removeLine(drawing, line), { from: line.to, to: line.from });

/** What a box is called: its name, else its kind, with a number where there are several without a name. */
export function labelOf({ palette }: Sheet, { boxes }: Drawing, box: Box): string {
  if (box.name.trim() !== "") return box.name.trim();
  const kind = palette.find(({ id }) => id === box.kind)?.name ?? box.kind;
  const alike = boxes.filter((other) => other.kind === box.kind && other.name.trim() === "");
  return alike.length > 1 ? `${kind} ${alike.findIndex(({ id }) => id === box.id) + 1}` : kind;
}

/** The same by id; empty for a box that is gone. */
export function labelById(sheet: Sheet, drawing: Drawing, id: string): string {
  const box = drawing.boxes.find((one) => one.id === id);
  return box === undefined ? "" : labelOf(sheet, drawing, box);
}

/** "Private network, row 3, column 1" */
export function placeInWords(sheet: Sheet, { column, row }: Place): string {
  const zone = zoneAt(sheet, row);
  return `${zone === null ? "" : `${zone.name}, `}row ${row + 1}, column ${column + 1}`;
}

/** A box with its place and its lines, for whoever does not see the drawing. */
export function boxInWords(sheet: Sheet, drawing: Drawing, box: Box): string {
  const names = (ids: readonly string[]) => ids.map((id) => labelById(sheet, drawing, id)).join(", ");
  const to = drawing.lines.filter(({ from }) => from === box.id).map((line) => line.to);
  const from = drawing.lines.filter((line) => line.to === box.id).map((line) => line.from);
  const kind = box.name.trim() === "" ? "" : ` (${sheet.palette.find(({ id }) => id === box.kind)?.name ?? box.kind})`;
  const parts = [placeInWords(sheet, box), ...(to.length === 0 ? [] : [`lines to ${names(to)}`]), ...(from.length === 0 ? [] : [`lines from ${names(from)}`])];
  return `${labelOf(sheet, drawing, box)}${kind}: ${parts.join("; ")}`;
}
