/** B: a lab's file, its folder and its rules agree. */
import type { LabFile } from "@/contracts/content/lab-file";
import { findLab } from "@/domain/labs/catalogue";
import type { ContentTree, Finding, ReadLab } from "../content-tree";
import { type PlacedText, textsOf } from "../text";
import { findForbidden } from "./prose";
import { findUnrenderable } from "./rendering";
import { Findings, repeated, type Rule } from "./rule";
import { checkReference } from "./sources";

const POINTS = 100;

type Checked = Omit<ReadLab, "lab"> & { readonly lab: LabFile };

/** A rule that looks at one readable lab at a time. */
const forEachLab =
  (check: (read: Checked, findings: Findings, tree: ContentTree) => void): Rule =>
  (tree) =>
    tree.labs.flatMap(({ lab, ...read }) => {
      if (lab === null) return [];
      const findings = new Findings(read.file);
      check({ ...read, lab }, findings, tree);
      return findings.list;
    });

/** What the judge and the pages rely on. */
export const labs = forEachLab((read, findings, tree) => {
  const { lab, name } = read;
  if (lab.id !== name) findings.error("B1.name", ["id"], `the folder is called ${name}, and the id is ${lab.id}`);
  checkAgainstRules(name, lab, findings);
  const sum = lab.checks.reduce((total, { points }) => total + points, 0);
  if (sum !== POINTS) findings.error("B2.points", ["checks"], `the points of all checks are ${sum}, not ${POINTS}`);
  checkPointers(lab, findings, tree);
  checkMeasures(lab, findings);
  checkWrong(read, findings);
});

function checkAgainstRules(name: string, { checks }: LabFile, findings: Findings): void {
  const rules = findLab(name);
  if (rules === undefined) return findings.error("B1.rules", ["id"], `src/domain/labs/catalogue.ts has no lab ${name}`);
  const wanted = rules.checks.map((check) => check.id);
  const written = checks.map((check) => check.id);
  if (written.join() !== wanted.join()) findings.error("B2.checks", ["checks"], `the checks of the rules are [${wanted.join(", ")}], in this order`);
}

function checkPointers({ topic, concepts, checks }: LabFile, findings: Findings, { topics, inventory }: ContentTree): void {
  if (topics.length > 0 && !topics.some(({ id }) => id === topic)) findings.error("B3.topic", ["topic"], `topics.yaml has no topic ${topic}`);
  concepts.forEach((id, index) => {
    if (inventory !== null && !inventory.has(id)) findings.error("B3.concept", ["concepts", index], `there is no concept ${id}`);
  });
  checks.forEach((check, index) => {
    const stranger = check.concepts.find((id) => !concepts.includes(id));
    if (stranger !== undefined) findings.error("B3.concept", ["checks", index, "concepts"], `${check.id}: ${stranger} is not among the concepts of the lab`);
  });
}

/** Gold is harder than the bar, and a figure is measured once a check. */
function checkMeasures({ checks }: LabFile, findings: Findings): void {
  checks.forEach(({ id, measures = [] }, index) => {
    measures.forEach(({ figure, bar, gold }, at) => {
      if (gold !== undefined && gold > bar) findings.error("B5.gold", ["checks", index, "measures", at], `${id}: the gold of ${figure} is above its bar, ${gold} above ${bar}`);
      if (measures.findIndex((other) => other.figure === figure) !== at) findings.error("B5.twice", ["checks", index, "measures", at], `${id}: ${figure} is measured twice`);
    });
  });
}

/** Each wrong program is there, is listed once, and is said to be caught by a check that exists. */
function checkWrong({ lab, texts }: Checked, findings: Findings): void {
  lab.wrong.forEach(({ program, caughtBy }, index) => {
    if (!texts.has(`wrong/${program}`)) findings.error("B4.program", ["wrong", index, "program"], `there is no file wrong/${program}`);
    if (!lab.checks.some(({ id }) => id === caughtBy)) findings.error("B4.caught", ["wrong", index, "caughtBy"], `${program}: there is no check ${caughtBy}`);
  });
  const listed = lab.wrong.map(({ program }) => program);
  for (const program of repeated(listed)) findings.error("B4.program", ["wrong"], `${program} is listed twice`);
  for (const file of texts.keys()) {
    if (file.startsWith("wrong/") && !listed.includes(file.slice("wrong/".length))) findings.error("B4.program", ["wrong"], `${file} is not listed`);
  }
}

/** Two labs cannot stand at the same place; found over all of them. */
export function labOrder(tree: ContentTree): Finding[] {
  return tree.labs.flatMap(({ file, lab }) => {
    const findings = new Findings(file);
    const first = tree.labs.find((other) => lab !== null && other.lab?.order === lab.order);
    if (lab !== null && first?.lab !== lab) findings.error("B1.order", ["order"], `${first?.name ?? ""} has the place ${lab.order} too`);
    return findings.list;
  });
}

const PROSE = new Set(["title", "summary", "skill", "faults", "holds", "hints", "why"]);
const DOCUMENTS = ["brief.md", "messages.md"];

/** The prose of a lab, file by file. */
export function textsOfLab({ file, name, lab, texts }: ReadLab): { file: string; texts: PlacedText[] }[] {
  const own = lab === null ? [] : textsOf(lab).filter(({ path }) => path[0] !== "references" && path.some((step) => PROSE.has(String(step))));
  const documents = DOCUMENTS.map((document) => ({ file: `labs/${name}/${document}`, texts: [{ path: [], text: texts.get(document) ?? "" }] }));
  return [{ file, texts: own }, ...documents];
}

export const labTexts: Rule = (tree) =>
  tree.labs.flatMap(textsOfLab).flatMap(({ file, texts }) => {
    const findings = new Findings(file);
    for (const placed of texts) {
      findForbidden(placed, findings);
      findUnrenderable(placed, findings, file.endsWith(".md"));
    }
    return findings.list;
  });

export const labReferences = (year: number): Rule =>
  forEachLab(({ lab }, findings) => {
    lab.references.forEach((value, index) => checkReference({ value, path: ["references", index] }, year, findings));
  });
