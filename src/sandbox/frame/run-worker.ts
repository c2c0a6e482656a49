/**
 * The worker in which simulator, shim and a learner's program share one realm. It serves one program: the first job
 * closes the realm around it for good, so all that is needed afterwards is captured here before.
 */
import type { FromFrame, PlayByHand, PlaySeed, ToFrame } from "../../contracts/labs/frame-messages";
import { groundOfSearch, groundOfSeed, type ManualGround, playByHand } from "../../domain/labs/by-hand";
import { findLab } from "../../domain/labs/catalogue";
import { excerptOf } from "../../domain/labs/excerpt";
import type { LabRules } from "../../domain/labs/lab";
import type { SeedResult } from "../../domain/labs/result";
import { cutSeed, judgeRun, planOf, playPlanAsync } from "../../domain/labs/run-seed";
import { shrinkRun, type ShrunkRun } from "../../domain/labs/shrink-run";
import type { ClusterPlan } from "../../domain/simulator/cluster-plan";
import type { AsyncNodeHost } from "../../domain/simulator/node-host";
import type { RunRecord } from "../../domain/simulator/run-record";
import { createV8Host } from "../v8-host";

/** The joined text of ../shim: put here by scripts/lib/browser-bundles.js. */
declare const SHIM_SOURCE: string;

const WHY_CHARS_MAX = 500;
/** So long somebody waits for a smaller run. */
const SHRINK_MS_MAX = 3_000;

const evaluate = globalThis.eval as (text: string) => unknown;
const RealmPromise = Promise;
const now = performance.now.bind(performance);
const post = (globalThis.postMessage as (message: FromFrame) => void).bind(globalThis);

// A message to oneself arrives in a task of its own, and all promise jobs run before it.
const { port1, port2 } = new MessageChannel();
let wake = () => {};
port1.onmessage = () => wake();
const afterJobs = (): Promise<void> =>
  new RealmPromise((resolve) => {
    wake = resolve;
    port2.postMessage(null);
  });

let held: { readonly program: string; readonly host: AsyncNodeHost } | undefined;

function hostOf(program: string): AsyncNodeHost {
  held ??= { program, host: createV8Host({ evaluate, afterJobs, shim: SHIM_SOURCE, js: program }) };
  if (held.program !== program) throw new Error("this worker serves another program");
  return held.host;
}

/** A browser's stack and memory are not the judge's: what ends with them here proves nothing. */
function withoutBudget(lab: LabRules, result: SeedResult): SeedResult {
  const { kind } = result.failure ?? {};
  if (kind !== "stack-overflow" && kind !== "out-of-memory") return result;
  return cutSeed(lab, result.n, `It hit a budget of this browser (${kind === "stack-overflow" ? "calls nested too deeply" : "a value that is too large"}). Submit to know.`);
}

async function play(lab: LabRules, program: string, plan: ClusterPlan, inspect: boolean): Promise<RunRecord> {
  const host = hostOf(program);
  try {
    return await playPlanAsync(lab, plan, host, { inspect });
  } finally {
    // The next run begins with nothing of this one.
    for (const node of plan.nodes) host.dispose(node);
  }
}

type Job<Task> = Task & Pick<ToFrame, "job">;

/** The smallest run that fails a check as this seed does; null where none is found in a few seconds. */
async function shrink(lab: LabRules, program: string, { seed, check }: { seed: number; check: string }): Promise<ShrunkRun | null> {
  const begunAt = now();
  const played = planOf(lab, seed, String(seed));
  const run = await play(lab, program, played.plan, true);
  const tools = { play: (plan: ClusterPlan, { inspect }: { inspect: boolean }) => play(lab, program, plan, inspect), isSpent: () => now() - begunAt >= SHRINK_MS_MAX };
  return shrinkRun({ lab, n: seed, played, run, check }, tools);
}

async function playSeed(lab: LabRules, { job, program, seed, explain, shrink: isToShrink }: Job<PlaySeed>): Promise<FromFrame> {
  if (explain !== null && isToShrink) return { say: "excerpt", job, excerpt: (await shrink(lab, program, { seed, check: explain }))?.excerpt ?? null };
  const { plan } = planOf(lab, seed, String(seed));
  const run = await play(lab, program, plan, explain !== null);
  const result = withoutBudget(lab, judgeRun(lab, seed, String(seed), run));
  if (explain === null) return { say: "result", job, result };
  const check = result.checks.find(({ check, verdict }) => check === explain && verdict === "failed");
  return { say: "excerpt", job, excerpt: check === undefined ? null : excerptOf(run, result, check, plan.nodes) };
}

/** Grounds that took seconds to find, by what they are: each choice is played from the start again. */
const grounds = new Map<string, ManualGround | null>();

async function groundOf(lab: LabRules, { program, base }: PlayByHand): Promise<ManualGround | null> {
  if (base.kind === "search") return groundOfSearch(lab, base.search);
  if (base.kind === "seed") return groundOfSeed(lab, base.n);
  const key = `${base.n} ${base.check}`;
  const known = grounds.get(key);
  if (known !== undefined) return known;
  const smallest = await shrink(lab, program, { seed: base.n, check: base.check });
  const ground = smallest === null ? null : groundOfSeed(lab, base.n, smallest.plan);
  grounds.set(key, ground);
  return ground;
}

async function playOn(lab: LabRules, asked: Job<PlayByHand>): Promise<FromFrame> {
  const ground = await groundOf(lab, asked);
  return { say: "led", job: asked.job, state: ground === null ? null : await playByHand(ground, asked, hostOf(asked.program)) };
}

function work(asked: ToFrame): Promise<FromFrame> {
  const lab = findLab(asked.lab);
  if (lab === undefined) throw new Error(`there is no lab ${asked.lab}`);
  return "base" in asked ? playOn(lab, asked) : playSeed(lab, asked);
}

let last: Promise<unknown> = RealmPromise.resolve();
globalThis.addEventListener("message", ({ data }: MessageEvent<ToFrame>) => {
  last = last.then(() => work(data)).then(post, (error: unknown) => post({ say: "broken", job: data.job, why: String(error).slice(0, WHY_CHARS_MAX) }));
});
post({ say: "ready" });
