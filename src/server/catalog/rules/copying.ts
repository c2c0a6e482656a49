/** E5: our own words, said once. */
import type { ContentTree, Finding } from "../content-tree";
import { hashRun, SHINGLE_WORDS, unpackShingles } from "../shingles";
import { lineWithRun, proseOf, runsOf, textsOf, wordsOf } from "../text";
import { textsOfLab } from "./labs";
import { Findings, type Rule } from "./rule";
import { textsOfScenario } from "./scenarios";

const REPEATED_WORDS = 12;

/** No run of eight words stands in a source document too. Needs only the hashes of their runs. */
export const copiedFromSources: Rule = (tree) => {
  if (tree.shingles === null) return []; // said once, as a missing file
  const hashes = unpackShingles(tree.shingles);
  const files = [
    ...tree.concepts.map(({ file, raw }) => ({ file, texts: proseOf(raw) })),
    ...tree.plans.map(({ file, plan }) => ({ file, texts: textsOf(plan) })),
    ...tree.labs.flatMap(textsOfLab),
    ...tree.scenarios.map(textsOfScenario),
  ];
  return files.flatMap(({ file, texts }) => {
    const findings = new Findings(file);
    for (const { path, text } of texts) {
      const run = firstShared(runsOf(wordsOf(text), SHINGLE_WORDS), (candidate) => hashes.has(hashRun(candidate)));
      if (run !== null) findings.error("E5.copied", path, `stands in a source document: "${run}"`, lineWithRun(text, run));
    }
    return findings.list;
  });
};

/** No run of twelve words stands in two files of concepts and scenarios. The later file is reported, or `only` the named one. */
export function repeatedBetweenFiles(tree: ContentTree, only?: string): Finding[] {
  const seenIn = new Map<string, string>();
  const files = [...tree.concepts.map(({ file, raw }) => ({ file, texts: proseOf(raw) })), ...tree.scenarios.map(textsOfScenario)];
  return files.flatMap(({ file, texts }) => {
    const findings = new Findings(file);
    for (const { path, text } of texts) {
      const runs = runsOf(wordsOf(text), REPEATED_WORDS);
      const isAsked = only === undefined || only === file;
      const run = isAsked ? firstShared(runs, (candidate) => (seenIn.get(candidate) ?? file) !== file) : null;
      if (run !== null) findings.error("E5.repeated", path, `stands in ${seenIn.get(run)} too: "${run}"`, lineWithRun(text, run));
      for (const each of runs) if (!seenIn.has(each)) seenIn.set(each, file);
    }
    return findings.list;
  });
}

/** One finding a text: the runs beside it overlap and say the same. */
const firstShared = (runs: readonly string[], isShared: (run: string) => boolean): string | null =>
  runs.find(isShared) ?? null;
