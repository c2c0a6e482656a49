/** From an exercise as an author writes it to the domain's plain data: what was left out becomes explicit. */
import type { ClozeExerciseFile, DiagramExerciseFile, ExerciseFile, NumericExerciseFile, TraceExerciseFile } from "@/contracts/content/exercise-file";
import { citeList } from "@/contracts/content/text";
import { blankIdsIn, type ClozeBlank, type ClozeExercise } from "@/domain/exercises/cloze";
import type { DiagramExercise } from "@/domain/exercises/diagram/diagram";
import type { Drawing } from "@/domain/exercises/diagram/drawing";
import type { Demand, Requirement } from "@/domain/exercises/diagram/requirements";
import type { DrawRule, Exercise, NumericExercise } from "@/domain/exercises/exercise";
import { readParams } from "@/domain/exercises/generators/params";
import { generatorCalled } from "@/domain/exercises/generators/registry";
import type { TraceExercise } from "@/domain/exercises/trace";
import { assert } from "@/domain/kernel/assert";
import { fingerprintOf } from "./fingerprint";

const DEFAULT_STEP = 1;
const DEFAULT_DIGITS = 2;
const DEFAULT_ROWS = 4;
/** How many words an answer of one's own is to have. */
export const FREE_TEXT_WORDS = [40, 120] as const;

export function toExercise(written: ExerciseFile): Exercise {
  switch (written.type) {
    case "mcq":
      return { ...common(written), type: "mcq", options: written.options.map(toOption) };
    case "multi":
      return { ...common(written), type: "multi", options: written.options.map(toOption) };
    case "order": {
      const items = written.items.map(({ id, text, unused, say }) => ({ id, text, unused: unused === true, say: say ?? null }));
      return { ...common(written), type: "order", items, before: written.before, mistakes: written.mistakes };
    }
    case "match": {
      const right = written.right.map(({ id, text, decoy, say }) => ({ id, text, decoy: decoy === true, say: say ?? null }));
      const { left, pairs, mistakes } = written;
      return { ...common(written), type: "match", left, right, pairs, mistakes };
    }
    case "numeric":
      return toNumericExercise(written);
    case "cloze":
      return toClozeExercise(written);
    case "scenario":
      return { ...common(written), type: "scenario", options: written.options };
    case "free-text": {
      const { ideas, forbidden = [], model } = written;
      return { ...common(written), type: "free-text", ideas, forbidden, model, words: FREE_TEXT_WORDS };
    }
    case "trace":
      return toTraceExercise(written);
    case "hotspot": {
      const { figure, among, right, mistakes } = written;
      return { ...common(written), type: "hotspot", figure, among, right, mistakes };
    }
    case "diagram":
      return toDiagramExercise(written);
  }
}

/** The content check has found the generator and its settings. */
function toTraceExercise(written: TraceExerciseFile): TraceExercise {
  const { name, params: settings = {} } = written.generator;
  const params = readParams(generatorCalled(name).params, settings);
  assert(params.ok, `${written.id} has settings that its generator takes`);
  const says = Object.fromEntries((written.mutants ?? []).map((mutant) => [mutant.name, mutant.say]));
  return { ...common(written), type: "trace", generator: name, params: params.value, says, fingerprint: fingerprintOf(name, params.value) };
}

export function toDiagramExercise(written: DiagramExerciseFile): DiagramExercise {
  const zones = written.zones ?? [];
  const rows = zones.length > 0 ? zones.reduce((sum, zone) => sum + zone.rows, 0) : (written.rows ?? DEFAULT_ROWS);
  const palette = Object.entries(written.palette).map(([id, name]) => ({ id, name }));
  const { start, must, accepted } = written;
  return {
    ...common(written),
    type: "diagram",
    sheet: { palette, columns: written.columns, rows, zones },
    start: toDrawing(start),
    must: must.map(toRequirement),
    accepted: accepted.map(toDrawing),
  };
}

const toDrawing = ({ boxes, lines }: DiagramExerciseFile["start"]): Drawing => ({
  boxes: boxes.map(({ id, kind, at: [column, row], name = "" }) => ({ id, kind, name, column, row })),
  lines: lines.map(([from, to]) => ({ from, to })),
});

function toRequirement(written: DiagramExerciseFile["must"][number]): Requirement {
  const { id, points, say } = written;
  return { id, points, say, ...toDemand(written) };
}

function toDemand(written: DiagramExerciseFile["must"][number]): Demand {
  switch (written.rule) {
    case "present":
      return { rule: "present", kind: written.kind, min: written.min ?? 1 };
    case "at-most":
      return { rule: "at-most", kind: written.kind, max: written.max };
    case "zone":
      return { rule: "zone", kind: written.kind, zone: written.zone, min: written.min ?? null };
    case "path":
      return { rule: "path", from: written.from, to: written.to, through: written.through ?? null };
    case "no-path-without":
      return { rule: "no-path-without", from: written.from, to: written.to, through: written.through };
    case "crossings":
      return { rule: "crossings", from: written.from, to: written.to, max: written.max };
    case "edge":
    case "forbid-edge":
    case "survives":
      return { rule: written.rule, from: written.from, to: written.to };
  }
}

/** The blanks in the order of the text; those that the text lacks come last, and the content check names them. */
export function toClozeExercise(written: ClozeExerciseFile): ClozeExercise {
  const order = blankIdsIn(written.text);
  const placeOf = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length);
  const blanks = Object.entries(written.blanks)
    .map(([id, blank]): ClozeBlank =>
      "choices" in blank
        ? { id, kind: "chosen", choices: blank.choices.map(toOption) }
        : { id, kind: "typed", accept: blank.accept, mistakes: blank.mistakes ?? [] },
    )
    .sort((one, other) => placeOf(one.id) - placeOf(other.id));
  return { ...common(written), type: "cloze", text: written.text, blanks };
}

export function toNumericExercise(written: NumericExerciseFile): NumericExercise {
  const expressions = (list: readonly (string | number)[] | undefined) => (list ?? []).map(String);
  return {
    ...common(written),
    type: "numeric",
    draw: mapValues(written.draw, toDrawRule),
    let: mapValues(written.let ?? {}, String),
    where: expressions(written.where),
    answer: { value: String(written.answer.value), unit: written.answer.unit, also: written.answer.also ?? {} },
    credit: written.credit,
    mistakes: written.mistakes.map(({ value, say }) => ({ value: String(value), say })),
  };
}

function common({ id, title, prompt, difficulty, minutes, skill, cards, cite, figure, hints, explain }: ExerciseFile) {
  return { id, title, prompt, difficulty, minutes, skill, cards, cite: citeList(cite), figure, hints, explain };
}

const toOption = ({ id, text, right, say }: { id: string; text: string; right?: boolean | undefined; say?: string | undefined }) => ({
  id,
  text,
  right: right === true,
  say: say ?? null,
});

function toDrawRule(rule: NumericExerciseFile["draw"][string]): DrawRule {
  if ("choice" in rule) return rule;
  if ("real" in rule) return { real: rule.real, digits: rule.digits ?? DEFAULT_DIGITS };
  return { integer: rule.integer, step: rule.step ?? DEFAULT_STEP };
}

const mapValues = <T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
