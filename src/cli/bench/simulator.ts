/**
 * How fast a 25-node broadcast runs: on bare V8, in a learner's browser, and behind the judge's fence. The three take
 * turns within one process run, so that a noisy machine slows all of them, and the ratios hold.
 */
import { readFile } from "node:fs/promises";
import { medianOf } from "@/domain/kernel/statistics";
import { findLab } from "@/domain/labs/catalogue";
import { planOf } from "@/domain/labs/run-seed";
import { prepareProgram } from "@/sandbox/program";
import { openFence } from "../../../workers/judge/supervisor";
import { openBareV8, type RunsTogether } from "./bare-v8";
import { openBrowserPath } from "./browser-path";

const LAB = "broadcast";
const NODES = 25;
const PROGRAM = "content/labs/broadcast/reference.ts";
const ROUNDS = 5;
const SEEDS_A_ROUND = 4;
const SEEDS_MAX = 256;

export interface PathSpeed {
  readonly eventsPerSecond: number;
  readonly simulatedSecondsPerSecond: number;
}

export interface SimulatorResult {
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

type Path = (seeds: readonly number[]) => Promise<RunsTogether>;

export async function benchSimulator(say: (line: string) => void): Promise<SimulatorResult> {
  const source = await readFile(PROGRAM, "utf8");
  const prepared = prepareProgram(source);
  if (!prepared.ok) throw new Error(`${PROGRAM} cannot be prepared: ${prepared.problems[0]?.message}`);
  const { js } = prepared.program;
  const [bareV8, browser, fence] = await Promise.all([openBareV8({ lab: LAB, js }), openBrowserPath(), openFence()]);
  try {
    const judge: Path = async (seeds) => {
      let [events, simulatedUs] = [0, 0];
      const begunAt = performance.now();
      await fence.run({ lab: LAB, program: js, inspect: false, seeds: seeds.map((n) => ({ n, seed: String(n) })) }, (outcome) => {
        if (outcome.kind === "cut") throw new Error(`Seed ${outcome.n} did not end: ${outcome.cut}`);
        events += outcome.record.events;
        simulatedUs += outcome.record.endedAtUs;
      });
      return { events, simulatedSeconds: simulatedUs / 1e6, wallSeconds: (performance.now() - begunAt) / 1_000 };
    };
    const paths = { bareV8: bareV8.measure, browser: (seeds: readonly number[]) => browser.measure({ lab: LAB, source, seeds }), judge };
    return await compare(paths, say);
  } finally {
    await Promise.all([bareV8.close(), browser.close(), fence.close()]);
  }
}

async function compare(paths: Record<"bareV8" | "browser" | "judge", Path>, say: (line: string) => void): Promise<SimulatorResult> {
  const seeds = largeSeeds();
  // Compiled code is warm afterwards.
  for (const path of Object.values(paths)) await path(seeds);
  const rounds: Record<keyof typeof paths, RunsTogether>[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    say(`round ${round} of ${ROUNDS}`);
    rounds.push({ bareV8: await paths.bareV8(seeds), browser: await paths.browser(seeds), judge: await paths.judge(seeds) });
  }
  const speed = ({ events, wallSeconds }: RunsTogether) => events / wallSeconds;
  const speedOf = (name: keyof typeof paths): PathSpeed => ({
    eventsPerSecond: Math.round(median(rounds.map((round) => speed(round[name])))),
    simulatedSecondsPerSecond: hundredths(median(rounds.map(({ [name]: { simulatedSeconds, wallSeconds } }) => simulatedSeconds / wallSeconds))),
  });
  const ratio = (of: keyof typeof paths, to: keyof typeof paths) => hundredths(median(rounds.map((round) => speed(round[of]) / speed(round[to]))));
  return {
    lab: LAB,
    nodes: NODES,
    rounds: ROUNDS,
    eventsARound: rounds[0]?.judge.events ?? 0,
    bareV8: speedOf("bareV8"),
    browser: speedOf("browser"),
    judge: speedOf("judge"),
    ratios: { browserToBareV8: ratio("browser", "bareV8"), judgeToBareV8: ratio("judge", "bareV8"), judgeToBrowser: ratio("judge", "browser") },
  };
}

/** The first public seeds that fall to a scenario with all 25 nodes. */
function largeSeeds(): number[] {
  const lab = findLab(LAB);
  if (lab === undefined) throw new Error(`There is no lab ${LAB}.`);
  const all = Array.from({ length: SEEDS_MAX }, (_, index) => index + 1);
  return all.filter((n) => planOf(lab, n, String(n)).plan.nodes.length === NODES).slice(0, SEEDS_A_ROUND);
}

const median = (values: readonly number[]): number => medianOf(values) ?? 0;

const hundredths = (value: number): number => Math.round(value * 100) / 100;
