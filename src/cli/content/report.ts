/** `content report --json`: what the content folder holds. */
import fs from "node:fs";
import path from "node:path";
import type { ContentTree } from "@/server/catalog/content-tree";
import { contentDirectory, readContent } from "@/server/catalog/read-content";
import { readYaml } from "@/server/catalog/read-yaml";

interface Report {
  readonly concepts: readonly { id: string; topic: string; tier: string | null; cards: number; exercises: number }[];
  readonly exercises: { total: number; byType: Readonly<Record<string, number>>; drawn: number };
  readonly generators: readonly string[];
  readonly labs: readonly { id: string; checks: number; wrong: number }[];
  readonly scenarios: readonly { id: string }[];
  readonly citations: { text: number; quoted: number; record: number; none: number };
}

/** Counts what is written, whether or not the check accepts it. Folders that do not exist give empty lists. */
export function report(given: string | undefined): { text: string; isGood: boolean } {
  const directory = contentDirectory(given);
  const tree = readContent(directory);
  const { concepts } = tree;
  const written = concepts.map((concept) => ({ concept, cards: listOf(concept.raw.cards), exercises: listOf(concept.raw.exercises) }));
  const exercises = written.flatMap((entry) => entry.exercises);
  const answer: Report = {
    concepts: written.map(({ concept, cards, exercises: own }) => ({
      id: concept.name,
      topic: concept.folder,
      tier: concept.head.tier ?? null,
      cards: cards.length,
      exercises: own.length,
    })),
    exercises: {
      total: exercises.length,
      byType: countBy(exercises.map(({ type }) => String(type))),
      drawn: exercises.filter(({ draw, generator }) => draw !== undefined || generator !== undefined).length,
    },
    generators: [...new Set(exercises.flatMap(({ generator }) => nameOf(generator)))].sort(),
    labs: readLabs(directory),
    scenarios: filesIn(path.join(directory, "interviews"), ".yaml").map((file) => ({ id: path.basename(file, ".yaml") })),
    citations: countCitations(tree),
  };
  return { text: JSON.stringify(answer, null, 2), isGood: true };
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const nameOf = (generator: unknown): string[] => (isFields(generator) && typeof generator.name === "string" ? [generator.name] : []);

function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of [...values].sort()) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** How far the references were checked; one that stands in several files counts in each. */
function countCitations({ concepts, labs, scenarios }: ContentTree): Report["citations"] {
  const references = [
    ...concepts.flatMap((concept) => concept.references.map(({ value }) => value)),
    ...labs.flatMap(({ lab }) => lab?.references ?? []),
    ...scenarios.flatMap(({ scenario }) => scenario.references),
  ];
  const checked = references.map((reference) => reference.checked);
  const count = (how: (typeof checked)[number]) => checked.filter((value) => value === how).length;
  return { text: count("text"), quoted: count("quoted"), record: count("record"), none: count("none") };
}

/** One folder a lab, with lab.yaml in it. */
function readLabs(directory: string): Report["labs"] {
  const root = path.join(directory, "labs");
  return filesIn(root, "").flatMap((id) => {
    const file = path.join(root, id, "lab.yaml");
    if (!fs.existsSync(file)) return [];
    const { value } = readYaml(file, fs.readFileSync(file, "utf8"));
    const lab = isFields(value) ? value : {};
    return [{ id, checks: listOf(lab.checks).length, wrong: listOf(lab.wrong).length }];
  });
}

const filesIn = (folder: string, ending: string): string[] =>
  fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => name.endsWith(ending)).sort() : [];
