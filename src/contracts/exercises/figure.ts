/** Figures as data, as a content file writes them and as a page draws them; see src/domain/exercises/figure.ts. */
import { z } from "zod";

const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
const caption = z.string().min(1).max(140).describe("what is shown, without giving the answer away");
const id = z.string().min(1).max(40);
const short = z.string().min(1).max(80);

export const FactsFigure = z.strictObject({
  kind: z.literal("facts"),
  facts: list(z.strictObject({ name: short, value: z.string().min(1).max(160) })),
});

export const TableFigure = z.strictObject({
  kind: z.literal("table"),
  caption,
  columns: list(z.string().max(40)),
  rows: list(list(z.string().max(120))),
});

export const TimelineFigure = z.strictObject({
  kind: z.literal("timeline"),
  caption,
  processes: list(id),
  events: list(z.strictObject({ id, process: z.int().nonnegative(), marked: z.boolean(), note: short.optional() })),
  messages: list(z.strictObject({ id, from: id, to: id.nullable() })),
  cut: list(z.int().nonnegative()).optional(),
});

export const LogsFigure = z.strictObject({
  kind: z.literal("logs"),
  caption,
  logs: list(z.strictObject({ name: short, entries: list(z.string().max(20)), line: z.int().nonnegative().optional(), note: short.optional() })),
  lineName: z.string().max(40).nullable(),
});

export const RingFigure = z.strictObject({
  kind: z.literal("ring"),
  caption,
  size: z.number().positive(),
  nodes: list(z.strictObject({ at: z.number().nonnegative(), name: id, down: z.boolean() })),
  keys: list(z.strictObject({ at: z.number().nonnegative(), name: id })),
});

export const HistoryFigure = z.strictObject({
  kind: z.literal("history"),
  caption,
  clients: list(id),
  operations: list(z.strictObject({ id, client: z.int().nonnegative(), from: z.number(), to: z.number().nullable(), words: short })),
});

export const GraphFigure = z.strictObject({
  kind: z.literal("graph"),
  caption,
  nodes: list(z.strictObject({ id, label: short, column: z.number().nonnegative(), row: z.number().nonnegative() })),
  edges: list(z.strictObject({ from: id, to: id, label: short.optional() })),
});

export const SvgFigure = z.strictObject({
  kind: z.literal("svg"),
  caption,
  alt: z.string().min(20).max(400).describe("what it shows, for whoever does not see it"),
  svg: z.string().min(1).max(4096),
});

export const Figure = z.discriminatedUnion("kind", [FactsFigure, TableFigure, TimelineFigure, LogsFigure, RingFigure, HistoryFigure, GraphFigure, SvgFigure]);
export type Figure = z.infer<typeof Figure>;
