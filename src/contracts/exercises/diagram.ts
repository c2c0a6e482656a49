/** A drawing of boxes and lines as it crosses the border; see src/domain/exercises/diagram. */
import { z } from "zod";
import { BOX_NAME_MAX, BOXES_MAX, LINES_MAX, SHEET_MAX } from "@/domain/exercises/limits";

const id = z.string().min(1).max(40);
const place = z.int().min(0).max(SHEET_MAX - 1);

export const Drawing = z.strictObject({
  boxes: z.array(z.strictObject({ id, kind: id, name: z.string().max(BOX_NAME_MAX), column: place, row: place })).max(BOXES_MAX).readonly(),
  lines: z.array(z.strictObject({ from: id, to: id })).max(LINES_MAX).readonly(),
});
export type Drawing = z.infer<typeof Drawing>;

export const Sheet = z.strictObject({
  palette: z.array(z.strictObject({ id, name: z.string() })).readonly(),
  columns: z.int().min(1).max(SHEET_MAX),
  rows: z.int().min(1).max(SHEET_MAX),
  zones: z.array(z.strictObject({ id, name: z.string(), rows: z.int().min(1) })).readonly(),
});
export type Sheet = z.infer<typeof Sheet>;
