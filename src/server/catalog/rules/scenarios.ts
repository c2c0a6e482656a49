/** S: an interview scenario keeps its time, its numbers are right, and it gives nothing away. */
import type { ScenarioFile } from "@/contracts/content/scenario-file";
import { citeList } from "@/contracts/content/text";
import { evaluateExpression } from "@/domain/exercises/expression/evaluate-expression";
import { parseExpression } from "@/domain/exercises/expression/parse-expression";
import { formatNumber } from "@/domain/exercises/format-number";
import type { Path, ReadScenario } from "../content-tree";
import { type PlacedText, runsOf, textsOf, wordsOf } from "../text";
import { findForbidden } from "./prose";
import { Findings, repeated, type Rule } from "./rule";
import { checkReference } from "./sources";

/** A run of so many words that the candidate reads from the start is no secret any more. */
const SECRET_WORDS = 7;
const MARKDOWN = /`|\*\*|\]\(|\$[^$]+\$|^\s*([-*#] |\d+\. )/m;
const SHOWN_DIGITS = 4;
const PROMPT_SENTENCES_MAX = 2;
const SENTENCE_END = /[.?](?=\s|$)/g;

/** A rule that looks at one scenario at a time. */
const forEachScenario =
  (check: (read: ReadScenario, findings: Findings, tree: Parameters<Rule>[0]) => void): Rule =>
  (tree) =>
    tree.scenarios.flatMap((read) => {
      const findings = new Findings(read.file);
      check(read, findings, tree);
      return findings.list;
    });

/** What rooms and pages rely on: names that exist, and once; phases that fill the time. */
export const scenarios = forEachScenario(({ name, scenario }, findings, { topics, inventory }) => {
  const { id, topic, minutes, phases, followUps, deepDives, rubric } = scenario;
  if (id !== name) findings.error("S1.name", ["id"], `file name ${name} and id ${id} differ`);
  if (topics.length > 0 && !topics.some((each) => each.id === topic)) findings.error("S1.topic", ["topic"], `topics.yaml has no topic ${topic}`);
  const sum = phases.reduce((total, phase) => total + phase.minutes, 0);
  if (sum !== minutes) findings.error("S2.minutes", ["phases"], `the phases take ${sum} minutes, and the interview ${minutes}`);
  followUps.forEach(({ fromPhase }, index) => {
    if (!phases.some((phase) => phase.name === fromPhase)) findings.error("S2.phase", ["followUps", index, "fromPhase"], `there is no phase ${fromPhase}`);
  });
  checkNames(scenario, findings);
  const checkConcepts = (ids: readonly string[], path: Path) =>
    ids.forEach((concept, index) => {
      if (inventory !== null && !inventory.has(concept)) findings.error("S3.concept", [...path, "concepts", index], `there is no concept ${concept}`);
    });
  deepDives.forEach(({ concepts }, index) => checkConcepts(concepts, ["deepDives", index]));
  rubric.forEach(({ concepts }, index) => checkConcepts(concepts, ["rubric", index]));
});

/** Whatever a log or a page tells apart by its words has words of its own. */
function checkNames({ phases, facts, hints, followUps, rubric }: ScenarioFile, findings: Findings): void {
  const named: readonly (readonly [string, readonly string[]])[] = [
    ["phases", phases.map(({ name }) => name)],
    ["facts", facts.map(({ label }) => label)],
    ["hints", hints.map(({ text }) => text)],
    ["followUps", followUps.map(({ text }) => text)],
    ["rubric", rubric.map(({ dimension }) => dimension)],
  ];
  for (const [field, names] of named) {
    for (const twice of repeated(names)) findings.error("S1.twice", [field], `"${twice}" is there twice`);
  }
  rubric.forEach(({ dimension, levels }, index) => {
    for (const twice of repeated<string>(levels)) findings.error("S5.levels", ["rubric", index, "levels"], `${dimension}: two levels say "${twice}"`);
  });
}

/** Each number is computed from its formula, and compared. */
export const scenarioEstimates = forEachScenario(({ scenario }, findings) => {
  scenario.estimates.forEach(({ target, inputs, formula, value, tolerance }, index) => {
    const bad = (code: string, field: string, message: string) => findings.error(code, ["estimates", index, field], `${target}: ${message}`);
    const parsed = parseExpression(formula);
    if (!parsed.ok) return bad("S4.formula", "formula", `character ${parsed.error.at + 1}: ${parsed.error.say}`);
    for (const name of Object.keys(inputs)) {
      if (!parsed.value.names.has(name)) bad("S4.inputs", "inputs", `${name} is not in the formula`);
    }
    const exact = evaluateExpression(parsed.value, inputs);
    if (!exact.ok) return bad("S4.formula", "formula", `character ${exact.error.at + 1}: ${exact.error.say}`);
    if (Math.abs(value - exact.value) > tolerance * Math.abs(exact.value)) {
      bad("S4.value", "value", `the formula gives ${formatNumber(Number(exact.value.toPrecision(SHOWN_DIGITS)))}, and ${formatNumber(value)} is written`);
    }
  });
});

/** Deep dives cite references of the file, and every reference is cited. */
export const scenarioCitations = forEachScenario(({ scenario: { deepDives, references } }, findings) => {
  const cited = deepDives.flatMap(({ cite }, index) => citeList(cite).map((id) => ({ id, index })));
  for (const { id, index } of cited) {
    if (!references.some((known) => known.id === id)) findings.error("E4.cite", ["deepDives", index, "cite"], `cites ${id}, which is not in this file`);
  }
  references.forEach(({ id }, index) => {
    if (!cited.some((each) => each.id === id)) findings.error("E4.unused", ["references", index, "id"], `nothing cites ${id}`);
  });
});

export const scenarioReferences = (year: number): Rule =>
  forEachScenario(({ scenario }, findings) => {
    scenario.references.forEach((value, index) => checkReference({ value, path: ["references", index] }, year, findings));
  });

/** What the candidate reads from the start; the names of phases are too short to say anything. */
const OPEN = ["title", "summary", "prompt"] as const;

/** Nothing that waits to be released, or is never shown, stands in what the candidate reads from the start. */
export const scenarioSecrets = forEachScenario((read, findings) => {
  const open = new Set(OPEN.flatMap((field) => runsOf(wordsOf(read.scenario[field]), SECRET_WORDS)));
  for (const { path, text } of textsOfScenario(read).texts) {
    if (OPEN.some((field) => field === path[0])) continue;
    const run = runsOf(wordsOf(text), SECRET_WORDS).find((each) => open.has(each));
    if (run !== undefined) findings.error("S6.secret", path, `the candidate reads this from the start: "${run}"`);
  }
});

/** Fields that hold ids, names of other things, or expressions. */
const NOT_PROSE = new Set(["id", "topic", "level", "fromPhase", "formula", "unit", "concepts", "cite"]);

/** The prose of a scenario. */
export const textsOfScenario = ({ file, scenario }: ReadScenario): { file: string; texts: PlacedText[] } => ({
  file,
  texts: textsOf(scenario).filter(({ path }) => path[0] !== "references" && !path.some((step) => NOT_PROSE.has(String(step)))),
});

export const scenarioTexts = forEachScenario((read, findings) => {
  const sentences = read.scenario.prompt.trim().match(SENTENCE_END)?.length ?? 0;
  if (sentences > PROMPT_SENTENCES_MAX) findings.error("S7.prompt", ["prompt"], `${sentences} sentences, at most ${PROMPT_SENTENCES_MAX}: the others are facts`);
  for (const placed of textsOfScenario(read).texts) {
    findForbidden(placed, findings);
    const mark = MARKDOWN.exec(placed.text)?.[0];
    if (mark !== undefined) findings.error("S7.plain", placed.path, `the texts of a scenario are plain text, without "${mark.trim()}"`);
  }
});
