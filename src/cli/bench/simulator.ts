/**
 * How fast a broadcast among 25 nodes and Raft's election among 5 run: on bare V8, in a learner's browser, and behind the
 * judge's fence. The three take turns within one process run, so that a noisy machine slows all of them, and the ratios hold.
 */
import { readFile } from "node:fs/promises";
import { medianOf } from "@/domain/kernel/statistics";
import { findLab } from "@/domain/labs/catalogue";
import { planOf } from "@/domain/labs/run-seed";
import { prepareProgram } from "@/sandbox/program";
import { openFence } from "../../../workers/judge/supervisor";
import { openBareV8, type RunsTogether } from "./bare-v8";
import { openBrowserPath } from "./browser-path";

const WORKLOADS = { broadcast: { lab: "broadcast", nodes: 25 }, raft: { lab: "raft-election", nodes: 5 } } as const;
type Workload = keyof typeof WORKLOADS;

const ROUNDS = 5;
const SEEDS_A_ROUND = 4;
const SEEDS_MAX = 256;

/** What holds each ratio where it is. Of the judge's processor time on Raft, whose record carries its trace, the schema took 19 %, a fresh engine a seed 16 %, JSON 7 % when it was profiled. */
export const HELD_BY = {
  browserToBareV8: "the same simulator and shim on the same engine, but a message from page to frame to worker and back for each seed, whose answer is checked by a schema, and a task of the worker where Node has setImmediate",
  judgeToBareV8: "QuickJS, which interprets what V8 compiles; a fresh engine for each seed; and the record, which crosses the fence as JSON and is checked by a schema",
} as const;

export interface PathSpeed {
  readonly eventsPerSecond: number;
  readonly simulatedSecondsPerSecond: number;
}

export interface WorkloadResult {
  readonly lab: string;
  readonly nodes: number;
  readonly rounds: number;
  readonly eventsARound: number;
  /** Medians over the rounds */
  readonly bareV8: PathSpeed;
  readonly browser: PathSpeed;
  readonly judge: PathSpeed;
  /** Medians of the ratios within each round */
  readonly ratios: { readonly browserToBareV8: number; readonly judgeToBareV8: number; readonly judgeToBrowser: number };
}

export type SimulatorResult = Readonly<Record<Workload, WorkloadResult>> & { readonly heldBy: typeof HELD_BY };

type Path = (seeds: readonly number[]) => Promise<RunsTogether>;

export async function benchSimulator(say: (line: string) => void): Promise<SimulatorResult> {
  return { broadcast: await benchWorkload("broadcast", say), raft: await benchWorkload("raft", say), heldBy: HELD_BY };
}

async function benchWorkload(name: Workload, say: (line: string) => void): Promise<WorkloadResult> {
  const { lab } = WORKLOADS[name];
  const file = `content/labs/${lab}/reference.ts`;
  const source = await readFile(file, "utf8");
  const prepared = prepareProgram(source);
  if (!prepared.ok) throw new Error(`${file} cannot be prepared: ${prepared.problems[0]?.message}`);
  const { js } = prepared.program;
  const [bareV8, browser, fence] = await Promise.all([openBareV8({ lab, js }), openBrowserPath(), openFence()]);
  try {
    const judge: Path = async (seeds) => {
      let [events, simulatedUs] = [0, 0];
      const begunAt = performance.now();
      await fence.run({ lab, program: js, inspect: false, seeds: seeds.map((n) => ({ n, seed: String(n) })) }, (outcome) => {
        if (outcome.kind === "cut") throw new Error(`Seed ${outcome.n} did not end: ${outcome.cut}`);
        events += outcome.record.events;
        simulatedUs += outcome.record.endedAtUs;
      });
      return { events, simulatedSeconds: simulatedUs / 1e6, wallSeconds: (performance.now() - begunAt) / 1_000 };
    };
    const paths = { bareV8: bareV8.measure, browser: (seeds: readonly number[]) => browser.measure({ lab, source, seeds }), judge };
    return await compare(name, paths, say);
  } finally {
    await Promise.all([bareV8.close(), browser.close(), fence.close()]);
  }
}

async function compare(name: Workload, paths: Record<"bareV8" | "browser" | "judge", Path>, say: (line: string) => void): Promise<WorkloadResult> {
  const seeds = seedsOf(name);
  // Compiled code is warm afterwards.
  for (const path of Object.values(paths)) await path(seeds);
  const rounds: Record<keyof typeof paths, RunsTogether>[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    say(`${name}: round ${round} of ${ROUNDS}`);
    rounds.push({ bareV8: await paths.bareV8(seeds), browser: await paths.browser(seeds), judge: await paths.judge(seeds) });
  }
  const speed = ({ events, wallSeconds }: RunsTogether) => events / wallSeconds;
  const speedOf = (path: keyof typeof paths): PathSpeed => ({
    eventsPerSecond: Math.round(median(rounds.map((round) => speed(round[path])))),
    simulatedSecondsPerSecond: hundredths(median(rounds.map(({ [path]: { simulatedSeconds, wallSeconds } }) => simulatedSeconds / wallSeconds))),
  });
  const ratio = (of: keyof typeof paths, to: keyof typeof paths) => hundredths(median(rounds.map((round) => speed(round[of]) / speed(round[to]))));
  return {
    ...WORKLOADS[name],
    rounds: ROUNDS,
    eventsARound: rounds[0]?.judge.events ?? 0,
    bareV8: speedOf("bareV8"),
    browser: speedOf("browser"),
    judge: speedOf("judge"),
    ratios: { browserToBareV8: ratio("browser", "bareV8"), judgeToBareV8: ratio("judge", "bareV8"), judgeToBrowser: ratio("judge", "browser") },
  };
}

/** The first public seeds whose cluster has so many nodes. */
function seedsOf(name: Workload): number[] {
  const { lab: id, nodes } = WORKLOADS[name];
  const lab = findLab(id);
  if (lab === undefined) throw new Error(`There is no lab ${id}.`);
  const all = Array.from({ length: SEEDS_MAX }, (_, index) => index + 1);
  return all.filter((n) => planOf(lab, n, String(n)).plan.nodes.length === nodes).slice(0, SEEDS_A_ROUND);
}

const median = (values: readonly number[]): number => medianOf(values) ?? 0;

const hundredths = (value: number): number => Math.round(value * 100) / 100;
