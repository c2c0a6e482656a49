/** A drawing that was stored: anything may stand there, so every field is looked at. */
import type { Drawing, Sheet } from "@/contracts/exercises/diagram";
import { type Box, type Line, misfitOf } from "@/domain/exercises/diagram/drawing";
import { BOX_NAME_MAX, BOXES_MAX, LINES_MAX } from "@/domain/exercises/limits";

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

function readBox(value: unknown): Box | null {
  if (!isFields(value)) return null;
  const { id, kind, name, column, row } = value;
  if (typeof id !== "string" || typeof kind !== "string" || typeof name !== "string" || name.length > BOX_NAME_MAX) return null;
  return Number.isInteger(column) && Number.isInteger(row) ? { id, kind, name, column: column as number, row: row as number } : null;
}

function readLine(value: unknown): Line | null {
  if (!isFields(value)) return null;
  const { from, to } = value;
  return typeof from === "string" && typeof to === "string" ? { from, to } : null;
}

/** A list of things that can all be read, and no more of them than fit; else null. */
function readAll<T>(value: unknown, max: number, read: (value: unknown) => T | null): T[] | null {
  if (!Array.isArray(value) || value.length > max) return null;
  const things = value.map(read);
  return things.every((thing) => thing !== null) ? things : null;
}

/** Null unless all of it is a drawing of this sheet. */
export function readDrawing(sheet: Sheet, value: unknown): Drawing | null {
  if (!isFields(value)) return null;
  const boxes = readAll(value.boxes, BOXES_MAX, readBox);
  const lines = readAll(value.lines, LINES_MAX, readLine);
  if (boxes === null || lines === null) return null;
  const drawing = { boxes, lines };
  return misfitOf(sheet, drawing) === null ? drawing : null;
}
