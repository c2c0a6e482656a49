/** All rules of the content check over the whole tree, with the file and line of each fault. */
import type { ContentTree, Finding } from "./content-tree";
import { cardFaces, cardKinds, cardRoles, roleMix, twinFronts } from "./rules/cards";
import { cautions } from "./rules/cautions";
import { cloze } from "./rules/cloze";
import { copiedFromSources, repeatedBetweenFiles } from "./rules/copying";
import { diagram } from "./rules/diagram";
import { figures } from "./rules/figures";
import { freeText } from "./rules/free-text";
import { generated, generatorNames } from "./rules/generated";
import { inventoryRow, pointers, requiresAcyclic } from "./rules/graph";
import { hints } from "./rules/hints";
import { hotspot } from "./rules/hotspot";
import { idForm, idsUnique } from "./rules/ids";
import { labOrder, labReferences, labs, labTexts } from "./rules/labs";
import { aliases } from "./rules/aliases";
import { labsMap } from "./rules/labs-map";
import { lists } from "./rules/lists";
import { match } from "./rules/match";
import { numeric } from "./rules/numeric";
import { options } from "./rules/options";
import { order } from "./rules/order";
import { plans } from "./rules/plans";
import { prose } from "./rules/prose";
import { rendering } from "./rules/rendering";
import type { Rule } from "./rules/rule";
import { says } from "./rules/says";
import { scenarioCitations, scenarioEstimates, scenarioReferences, scenarios, scenarioSecrets, scenarioTexts } from "./rules/scenarios";
import { conceptNames, conceptShape, exerciseShape } from "./rules/shape";
import { citations, documents, references } from "./rules/sources";
import { stems } from "./rules/stems";

/** A fault with its line. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly level: "error" | "warning";
  readonly message: string;
}

/** Without these the catalogue cannot serve: what is found by an id must be there, and once. */
const STRUCTURE: readonly Rule[] = [lists, conceptNames, idForm, idsUnique, inventoryRow, pointers, plans, labs, labOrder, scenarios, generatorNames];

const TEXT: readonly Rule[] = [
  ...[conceptShape, exerciseShape, requiresAcyclic, documents, citations, cautions],
  ...[copiedFromSources, repeatedBetweenFiles, prose, rendering],
  ...[cardFaces, cardKinds, cardRoles, roleMix, twinFronts],
  labTexts,
  labsMap,
  aliases,
  ...[scenarioCitations, scenarioEstimates, scenarioSecrets, scenarioTexts],
  ...[stems, says, options, order, match, numeric, cloze, generated, diagram, hotspot, freeText, figures, hints],
];

/** Every rule of the guide; `year` is the current one, after which no reference may be dated. */
export const findProblems = (tree: ContentTree, year: number): Problem[] =>
  locate(tree, [...tree.shape, ...[...STRUCTURE, ...TEXT, references(year), labReferences(year), scenarioReferences(year)].flatMap((rule) => rule(tree))]);

/** What would make the catalogue serve wrongly: cheap enough for every start of a process. */
export const findStructureProblems = (tree: ContentTree): Problem[] =>
  locate(tree, [...tree.shape, ...STRUCTURE.flatMap((rule) => rule(tree))]);

/** Rules that compare files with each other. Every other one looks at one file, and at the lists. */
const ACROSS: readonly Rule[] = [idForm, idsUnique, requiresAcyclic, labOrder, aliases];
/** Those of them that compare texts with texts, and can be asked about one file. */
const COMPARING: readonly Rule[] = [twinFronts, repeatedBetweenFiles];

/** What findProblems names of one file (of a lab: of its folder), at the price of that file. */
export function findProblemsOf(tree: ContentTree, file: string, year: number): Problem[] {
  const lab = /^labs\/[^/]+\//.exec(file)?.[0];
  const isOf = (finding: { file: string }) => (lab === undefined ? finding.file === file : finding.file.startsWith(lab));
  const alone: ContentTree = {
    ...tree,
    concepts: tree.concepts.filter(isOf),
    plans: tree.plans.filter(isOf),
    labs: tree.labs.filter(isOf),
    scenarios: tree.scenarios.filter(isOf),
  };
  const own = [...STRUCTURE, ...TEXT, references(year), labReferences(year), scenarioReferences(year)].filter((rule) => !ACROSS.includes(rule) && !COMPARING.includes(rule));
  const across = ACROSS.flatMap((rule) => rule(tree));
  const compared = alone.concepts.length + alone.scenarios.length === 0 ? [] : [...twinFronts(tree, file), ...repeatedBetweenFiles(tree, file)];
  return locate(tree, [...tree.shape, ...own.flatMap((rule) => rule(alone)), ...across, ...compared].filter(isOf));
}

function locate(tree: ContentTree, findings: readonly Finding[]): Problem[] {
  return findings
    .map(({ file, path, near, code, message, level = "error" }) => {
      const line = tree.sources.get(file)?.lineOf(path, near) ?? 1;
      return { file, line, code, level, message };
    })
    .sort((one, other) => compareTexts(one.file, other.file) || one.line - other.line || compareTexts(one.code, other.code));
}

const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** "concepts/resilience/retry.yaml:12: E6.yesno retry.why: can be answered with yes or no". Warnings begin with W. */
export const problemText = ({ file, line, code, level, message }: Problem, folder = ""): string =>
  `${folder}${file}:${line}: ${level === "warning" ? "W " : ""}${code} ${message}`;
