import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { foldVerdict } from "@/domain/labs/fold-verdict";
import type { RunVerdict, SearchResult, SeedResult } from "@/domain/labs/result";
import { findLab } from "@/domain/labs/catalogue";
import { prepareProgram, type ProgramProblem } from "@/sandbox/program";
import { type CatalogLab, loadCatalog } from "@/server/catalog/catalog";
import { judgeProgram, type JudgedProgram, searchProgram } from "../../../workers/judge/judge-program";
import { openFence } from "../../../workers/judge/supervisor";

const EXIT_CODES = { passed: 0, failed: 1, unknown: 2 } as const;
const EXIT_UNREADABLE = 3;
const FAILURES_SHOWN = 10;

export interface JudgeArguments {
  readonly lab: string;
  readonly file: string;
  /** Numbers of the public seeds to run */
  readonly seeds: readonly number[];
  /** Whether the small clusters of the lab are searched */
  readonly search: boolean;
  readonly json: boolean;
}

export interface JudgeAnswer {
  readonly lines: readonly string[];
  readonly exitCode: number;
}

/** Judges a file on public seeds. @throws Error when no fenced process can be started */
export async function judgeFile({ lab: id, file, seeds, search, json }: JudgeArguments): Promise<JudgeAnswer> {
  const { labs } = loadCatalog();
  const lab = labs.get(id);
  if (lab === undefined) return unreadable(json, [`There is no lab called "${id}". There are: ${[...labs.keys()].sort().join(", ")}.`]);
  if (search && findLab(id)?.searches === undefined) return unreadable(json, [`The lab "${id}" has nothing to be searched. Run it on seeds.`]);
  const source = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => error);
  if (typeof source !== "string") return unreadable(json, [`${file} cannot be read (${source.code ?? source.message}).`]);
  const prepared = prepareProgram(source);
  if (!prepared.ok) return unreadable(json, prepared.problems.map((problem) => whereAndWhat(file, problem)));

  const fence = await openFence();
  try {
    const request = { lab: lab.id, program: prepared.program.js, seeds: seeds.map((n) => ({ n, seed: String(n) })) };
    const judged = await judgeProgram(fence, request, () => {});
    const searched = search ? await searchProgram(fence, request, judged.seeds) : null;
    const verdict = foldVerdict(lab.checks, judged.seeds, { searches: searched?.searches });
    const whole = { ...judged, cpuMs: judged.cpuMs + (searched?.cpuMs ?? 0) };
    const lines = json ? [JSON.stringify(answerOf(lab, verdict, whole))] : wordsOf(file, lab, verdict, whole);
    return { lines, exitCode: EXIT_CODES[verdict.verdict] };
  } finally {
    await fence.close();
  }
}

const whereAndWhat = (file: string, { line, column, message }: ProgramProblem): string => `${file}:${line}:${column}: ${message}`;

const unreadable = (json: boolean, problems: readonly string[]): JudgeAnswer =>
  ({ lines: json ? [JSON.stringify({ problems })] : problems, exitCode: EXIT_UNREADABLE });

const titleOf = (lab: CatalogLab, check: string): string => lab.checks.find(({ id }) => id === check)?.title ?? "The program runs";

function answerOf(lab: CatalogLab, verdict: RunVerdict, { seeds, cpuMs }: JudgedProgram) {
  const { run, passed } = verdict.seeds;
  return {
    lab: lab.id,
    verdict: verdict.verdict,
    points: verdict.points,
    seeds: { run, passed },
    failures: failuresOf(seeds).map(({ n, check, say, events }) => ({ seed: n, check, invariant: titleOf(lab, check), say, events })),
    metrics: Object.assign({}, ...verdict.checks.map(({ figures }) => figures)) as Record<string, number>,
    ...(verdict.searches === undefined ? {} : { searches: verdict.searches.map(({ search, verdict: one, broken, say, states, steps, depth }) => ({ search, verdict: one, check: broken?.check ?? null, say, states, steps, depth })) }),
    traceHash: traceHashOf(seeds),
    simulatedSeconds: verdict.simulatedSeconds,
    events: verdict.events,
    cpuSeconds: cpuMs / 1_000,
  };
}

/** That of the seed, or one over those of all seeds in their order. */
export function traceHashOf(seeds: readonly SeedResult[]): string {
  if (seeds.length === 1) return seeds[0]?.traceHash ?? "";
  return createHash("sha256").update(seeds.map(({ n, traceHash }) => `${n} ${traceHash}\n`).join("")).digest("hex").slice(0, 16);
}

const failuresOf = (seeds: readonly SeedResult[]) =>
  seeds.flatMap(({ n, checks, events, cut }) => [
    ...checks.filter(({ verdict }) => verdict !== "passed").map(({ check, say }) => ({ n, check, say, events })),
    ...(cut === undefined ? [] : [{ n, check: "program", say: cut, events }]),
  ]);

function wordsOf(file: string, lab: CatalogLab, verdict: RunVerdict, { seeds, cpuMs }: JudgedProgram): string[] {
  const failures = failuresOf(seeds);
  const failure = seeds.find((seed) => seed.failure !== undefined)?.failure;
  const place = failure?.frames[0];
  const searched = (verdict.searches ?? []).map(searchWords);
  if (seeds.length === 0) return [`${lab.title}: ${verdict.verdict}`, ...searched];
  return [
    `${lab.title}: ${verdict.verdict}, ${verdict.points} of ${verdict.pointsMax} points, ${verdict.seeds.passed} of ${verdict.seeds.run} seeds pass`,
    ...verdict.checks.map((check) => `  ${check.verdict.padEnd(8)}${titleOf(lab, check.check)}${figuresIn(check.figures)}`),
    ...searched,
    ...failures.slice(0, FAILURES_SHOWN).map(({ n, check, say }) => `  seed ${n}, ${check}: ${say}`),
    ...(failures.length > FAILURES_SHOWN ? [`  and ${failures.length - FAILURES_SHOWN} more`] : []),
    ...(place === undefined ? [] : [`  at ${file}:${place.line}:${place.column}`]),
    `  ${verdict.events} events, ${verdict.simulatedSeconds.toFixed(1)} simulated seconds in ${(cpuMs / 1_000).toFixed(1)} s of CPU, trace ${traceHashOf(seeds)}`,
  ];
}

const searchWords = ({ search, verdict, say, states, steps }: SearchResult): string =>
  `  ${verdict.padEnd(8)}search ${search} (${states} states, ${steps} steps): ${say}`;

function figuresIn(figures: Readonly<Record<string, number>>): string {
  const words = Object.entries(figures).map(([name, value]) => `${name} ${Math.round(value * 100) / 100}`);
  return words.length === 0 ? "" : ` (worst: ${words.join(", ")})`;
}
