/** E13: requirements that the sheet can fulfil, two different drawings that fulfil all of them, and a start that does not. */
import type { DiagramExerciseFile } from "@/contracts/content/exercise-file";
import type { DiagramExercise } from "@/domain/exercises/diagram/diagram";
import { type Drawing, misfitOf, zoneAt } from "@/domain/exercises/diagram/drawing";
import { judgeDrawing } from "@/domain/exercises/diagram/grade-diagram";
import { SHEET_MAX } from "@/domain/exercises/limits";
import type { Path } from "../content-tree";
import { toDiagramExercise } from "../to-exercise";
import { forEachExercise, repeated } from "./rule";

const KINDS = [2, 9] as const;
const REQUIREMENTS = [2, 10] as const;
const ACCEPTED_MIN = 2;

type Report = (code: string, field: Path, message: string) => void;

export const diagram = forEachExercise(["diagram"], (written, path, findings) => {
  const bad: Report = (code, field, message) => findings.error(code, [...path, ...field], `${written.id}: ${message}`);
  checkSheet(written, bad);
  const known = findings.list.length;
  checkRequirements(written, bad);
  // What no drawing can fulfil says nothing of the drawings.
  if (findings.list.length > known) return;
  const exercise = toDiagramExercise(written);
  const fits = (drawing: Drawing, field: Path) => {
    const misfit = misfitOf(exercise.sheet, drawing);
    if (misfit !== null) bad("E13.drawing", field, misfit);
    return misfit === null;
  };
  if (fits(exercise.start, ["start"]) && unmet(exercise, exercise.start).length === 0) bad("E13.start", ["start"], "the start fulfils all requirements already");
  const good = exercise.accepted.filter((drawing, index) => fits(drawing, ["accepted", index]));
  for (const drawing of good) {
    const missing = unmet(exercise, drawing);
    if (missing.length > 0) bad("E13.accepted", ["accepted", exercise.accepted.indexOf(drawing)], `an accepted drawing does not fulfil ${missing.join(", ")}`);
  }
  if (new Set(good.map((drawing) => shapeOf(exercise, drawing))).size < Math.min(ACCEPTED_MIN, good.length) || written.accepted.length < ACCEPTED_MIN) {
    bad("E13.accepted", ["accepted"], "two right drawings that differ in more than names and places are asked for");
  }
});

const unmet = (exercise: DiagramExercise, drawing: Drawing): string[] => judgeDrawing(exercise, drawing).filter(({ met }) => !met).map(({ requirement }) => requirement.id);

/** What is graded of a drawing: kinds, zones, and how they are joined. */
function shapeOf({ sheet }: DiagramExercise, { boxes, lines }: Drawing): string {
  const box = new Map(boxes.map(({ id, kind, row }) => [id, `${kind} ${zoneAt(sheet, row)?.id ?? ""}`]));
  return JSON.stringify([[...box.values()].sort(), lines.map(({ from, to }) => `${box.get(from)} > ${box.get(to)}`).sort()]);
}

function checkSheet({ palette, zones, rows }: DiagramExerciseFile, bad: Report): void {
  const count = Object.keys(palette).length;
  if (count < KINDS[0] || count > KINDS[1]) bad("E13.palette", ["palette"], `${count} kinds in the palette, allowed ${KINDS.join("-")}`);
  if ((zones === undefined) === (rows === undefined)) bad("E13.sheet", [], "a sheet has either rows or zones");
  for (const twice of repeated((zones ?? []).map(({ id }) => id))) bad("E13.sheet", ["zones"], `two zones are called ${twice}`);
  const high = (zones ?? []).reduce((sum, zone) => sum + zone.rows, 0);
  if (high > SHEET_MAX) bad("E13.sheet", ["zones"], `the zones are ${high} rows high, at most ${SHEET_MAX}`);
}

function checkRequirements({ palette, zones, must }: DiagramExerciseFile, bad: Report): void {
  if (must.length < REQUIREMENTS[0] || must.length > REQUIREMENTS[1]) bad("E13.must", ["must"], `${must.length} requirements, allowed ${REQUIREMENTS.join("-")}`);
  for (const twice of repeated(must.map(({ id }) => id))) bad("E13.must", ["must"], `two requirements are called ${twice}`);
  for (const [index, demand] of must.entries()) {
    const kinds = ["kind", "from", "to", "through"].flatMap((field) => (demand as Readonly<Record<string, unknown>>)[field] ?? []);
    for (const kind of kinds) if (!Object.hasOwn(palette, String(kind))) bad("E13.must", ["must", index], `the palette has no ${String(kind)}`);
    if (demand.rule === "zone" && !zones?.some(({ id }) => id === demand.zone)) bad("E13.must", ["must", index], `there is no zone ${demand.zone}`);
    if (demand.rule === "crossings" && zones === undefined) bad("E13.must", ["must", index], "lines cannot cross zones where there are none");
  }
}
