/** A drawing of boxes and lines on a sheet: what a learner draws, and the paths in it. An arrow leads from who asks to who is asked. */

export interface Box {
  readonly id: string;
  /** A kind of the palette: it is what is graded */
  readonly kind: string;
  /** In the learner's own words; empty: the kind's name stands in */
  readonly name: string;
  readonly column: number;
  readonly row: number;
}

export interface Line {
  readonly from: string;
  readonly to: string;
}

export interface Drawing {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

export interface Kind {
  readonly id: string;
  readonly name: string;
}

/** Zones lie one below the other, each some rows high. */
export interface Zone {
  readonly id: string;
  readonly name: string;
  readonly rows: number;
}

/** What can be drawn, and where: boxes of the palette in the cells of a grid. Without zones all of it is one. */
export interface Sheet {
  readonly palette: readonly Kind[];
  readonly columns: number;
  readonly rows: number;
  readonly zones: readonly Zone[];
}

/** The zone of a row; null on a sheet without zones. */
export function zoneAt({ zones }: Pick<Sheet, "zones">, row: number): Zone | null {
  let below = 0;
  for (const zone of zones) {
    below += zone.rows;
    if (row < below) return zone;
  }
  return null;
}

/** A line as one word, to say where something is. */
export const lineId = ({ from, to }: Line): string => `${from}>${to}`;

/** The first thing that makes a drawing none of this sheet, in words; null if all of it fits. */
export function misfitOf(sheet: Sheet, { boxes, lines }: Drawing): string | null {
  const ids = new Set(boxes.map(({ id }) => id));
  if (ids.size < boxes.length) return "two boxes have one name";
  const places = new Set(boxes.map(({ column, row }) => `${column}/${row}`));
  if (places.size < boxes.length) return "two boxes lie on one place";
  for (const { id, kind, column, row } of boxes) {
    if (!sheet.palette.some((known) => known.id === kind)) return `the palette has no ${kind}`;
    if (column < 0 || column >= sheet.columns || row < 0 || row >= sheet.rows) return `${id} lies outside the sheet`;
  }
  for (const { from, to } of lines) {
    if (!ids.has(from) || !ids.has(to)) return "a line ends at no box";
    if (from === to) return "a line leads from a box to itself";
  }
  return new Set(lines.map(lineId)).size < lines.length ? "two boxes are joined twice" : null;
}

/** Whether two drawings show the same boxes on the same places and the same lines; what boxes are called does not count. */
export function isSameDrawing(one: Drawing, other: Drawing): boolean {
  return JSON.stringify(normal(one)) === JSON.stringify(normal(other));
}

function normal({ boxes, lines }: Drawing): unknown {
  const spot = new Map(boxes.map(({ id, kind, column, row }) => [id, `${kind} ${column}/${row}`]));
  return [[...spot.values()].sort(), lines.map(({ from, to }) => `${spot.get(from)} > ${spot.get(to)}`).sort()];
}
