/** What a drawing has to fulfil. Kinds are judged and not names; what is said of a kind holds for every box of it. */
import { type Box, type Drawing, lineId, type Sheet, zoneAt } from "./drawing";
import { heaviestPath, pathTo, reaches } from "./paths";

export type Demand =
  /** At least so many boxes */
  | { readonly rule: "present"; readonly kind: string; readonly min: number }
  | { readonly rule: "at-most"; readonly kind: string; readonly max: number }
  /** A line from every box of the one kind to a box of the other */
  | { readonly rule: "edge"; readonly from: string; readonly to: string }
  | { readonly rule: "forbid-edge"; readonly from: string; readonly to: string }
  /** A path from every box of the one kind to a box of the other, by a box of a third if one is named */
  | { readonly rule: "path"; readonly from: string; readonly to: string; readonly through: string | null }
  /** There is a path, and none that leaves out the boxes of a third kind */
  | { readonly rule: "no-path-without"; readonly from: string; readonly to: string; readonly through: string }
  /** There is a path, whichever one box is lost; boxes of the kind at its begin are not lost */
  | { readonly rule: "survives"; readonly from: string; readonly to: string }
  /** All boxes of the kind lie in the zone, and there is one; with `min`, at least so many do */
  | { readonly rule: "zone"; readonly kind: string; readonly zone: string; readonly min: number | null }
  /** No path changes its zone more often, and no box on a path has more lines into one other zone */
  | { readonly rule: "crossings"; readonly from: string; readonly to: string; readonly max: number };

export type Requirement = Demand & {
  readonly id: string;
  readonly points: number;
  /** For whoever's drawing does not fulfil it */
  readonly say: string;
};

export interface Judged {
  readonly met: boolean;
  /** Where it fails: ids of boxes and of lines; empty if it is met, or if what is asked for is not there at all */
  readonly at: readonly string[];
}

const MET: Judged = { met: true, at: [] };
const unless = (met: boolean, at: readonly string[] = []): Judged => (met ? MET : { met: false, at });

/** Whether a drawing that fits the sheet fulfils a demand, and where it does not. */
export function judge(demand: Demand, drawing: Drawing, sheet: Sheet): Judged {
  const of = (kind: string): Box[] => drawing.boxes.filter((box) => box.kind === kind);
  const idsOf = (kind: string): string[] => of(kind).map(({ id }) => id);
  switch (demand.rule) {
    case "present":
      return unless(of(demand.kind).length >= demand.min, idsOf(demand.kind));
    case "at-most":
      return unless(of(demand.kind).length <= demand.max, idsOf(demand.kind));
    case "edge": {
      const ends = new Set(idsOf(demand.to));
      return everyBox(idsOf(demand.from), (box) => drawing.lines.some(({ from, to }) => from === box && ends.has(to)));
    }
    case "forbid-edge": {
      const [starts, ends] = [new Set(idsOf(demand.from)), new Set(idsOf(demand.to))];
      const found = drawing.lines.filter(({ from, to }) => starts.has(from) && ends.has(to));
      return unless(found.length === 0, found.map(lineId));
    }
    case "path": {
      const ends = new Set(idsOf(demand.to));
      const by = demand.through === null ? null : new Set(idsOf(demand.through));
      return everyBox(idsOf(demand.from), (box) => (by === null ? reaches(drawing, box, ends) : reachesBy(drawing, box, ends, by)));
    }
    case "no-path-without":
      return withoutThrough(drawing, idsOf(demand.from), new Set(idsOf(demand.to)), new Set(idsOf(demand.through)));
    case "survives":
      return anyLoss(drawing, idsOf(demand.from), new Set(idsOf(demand.to)));
    case "zone": {
      const strays = of(demand.kind).filter(({ row }) => zoneAt(sheet, row)?.id !== demand.zone);
      const inside = of(demand.kind).length - strays.length;
      return unless(demand.min === null ? inside > 0 && strays.length === 0 : inside >= demand.min, strays.map(({ id }) => id));
    }
    case "crossings":
      return fewCrossings(demand.max, drawing, sheet, idsOf(demand.from), new Set(idsOf(demand.to)));
  }
}

/** Holds for all of them, and there is one. */
const everyBox = (boxes: readonly string[], holds: (box: string) => boolean): Judged => {
  const failing = boxes.filter((box) => !holds(box));
  return unless(boxes.length > 0 && failing.length === 0, failing);
};

const reachesBy = (drawing: Drawing, box: string, ends: ReadonlySet<string>, by: ReadonlySet<string>): boolean =>
  (heaviestPath(drawing, box, ends, ({ to }) => (by.has(to) ? 1 : 0))?.weight ?? 0) > 0;

function withoutThrough(drawing: Drawing, starts: readonly string[], ends: ReadonlySet<string>, through: ReadonlySet<string>): Judged {
  const around = starts.map((box) => pathTo(drawing.lines, box, ends, through)).find((path) => path !== null);
  if (around !== undefined && around !== null) return unless(false, around);
  return everyBox(starts, (box) => reaches(drawing, box, ends));
}

function anyLoss(drawing: Drawing, starts: readonly string[], ends: ReadonlySet<string>): Judged {
  const connected = everyBox(starts, (box) => reaches(drawing, box, ends));
  if (!connected.met) return connected;
  const fatal = drawing.boxes.map(({ id }) => id).filter((lost) => !starts.includes(lost) && starts.some((box) => !reaches(drawing, box, ends, new Set([lost]))));
  return unless(fatal.length === 0, fatal);
}

function fewCrossings(max: number, drawing: Drawing, sheet: Sheet, starts: readonly string[], ends: ReadonlySet<string>): Judged {
  const connected = everyBox(starts, (box) => reaches(drawing, box, ends));
  if (!connected.met) return connected;
  const rowOf = new Map(drawing.boxes.map(({ id, row }) => [id, row]));
  const zoneOf = (id: string) => zoneAt(sheet, rowOf.get(id) ?? 0)?.id ?? "";
  const isCrossing = ({ from, to }: { from: string; to: string }) => zoneOf(from) !== zoneOf(to);
  for (const start of starts) {
    const worst = heaviestPath(drawing, start, ends, (line) => (isCrossing(line) ? 1 : 0));
    if (worst !== null && worst.weight > max) return unless(false, worst.boxes);
  }
  const onTheWay = drawing.lines.filter((line) => isCrossing(line) && starts.some((start) => reaches(drawing, start, new Set([line.from]))) && reaches(drawing, line.to, ends));
  const fanOut = onTheWay.filter(({ from, to }) => onTheWay.filter((other) => other.from === from && zoneOf(other.to) === zoneOf(to)).length > max);
  return unless(fanOut.length === 0, fanOut.map(lineId));
}

/** A demand in one sentence, as it is listed after the answer. */
export function demandInWords(demand: Demand, { palette, zones }: Pick<Sheet, "palette" | "zones">): string {
  const name = (kind: string) => `\u201c${palette.find(({ id }) => id === kind)?.name ?? kind}\u201d`;
  const zoneName = (zone: string) => `\u201c${zones.find(({ id }) => id === zone)?.name ?? zone}\u201d`;
  switch (demand.rule) {
    case "present":
      return `At least ${demand.min} of ${name(demand.kind)}.`;
    case "at-most":
      return demand.max === 0 ? `No ${name(demand.kind)}.` : `At most ${demand.max} of ${name(demand.kind)}.`;
    case "edge":
      return `A line from every ${name(demand.from)} to ${name(demand.to)}.`;
    case "forbid-edge":
      return `No line from ${name(demand.from)} to ${name(demand.to)}.`;
    case "path":
      return `A path from every ${name(demand.from)} to ${name(demand.to)}${demand.through === null ? "" : ` by ${name(demand.through)}`}.`;
    case "no-path-without":
      return `Every path from ${name(demand.from)} to ${name(demand.to)} passes ${name(demand.through)}.`;
    case "survives":
      return `A path from ${name(demand.from)} to ${name(demand.to)} is left, whichever one box is lost.`;
    case "zone":
      return demand.min === null ? `Every ${name(demand.kind)} lies in ${zoneName(demand.zone)}.` : `At least ${demand.min} of ${name(demand.kind)} in ${zoneName(demand.zone)}.`;
    case "crossings":
      return `From ${name(demand.from)} to ${name(demand.to)} at most ${demand.max} ${demand.max === 1 ? "line crosses" : "lines cross"} into another zone.`;
  }
}
