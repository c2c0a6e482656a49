/**
 * The worker in which simulator, shim and a learner's program share one realm. It serves one program: the first job
 * closes the realm around it for good, so all that is needed afterwards is captured here before.
 */
import type { FromFrame, ToFrame } from "../../contracts/labs/frame-messages";
import { findLab } from "../../domain/labs/catalogue";
import { excerptOf } from "../../domain/labs/excerpt";
import type { LabRules } from "../../domain/labs/lab";
import type { SeedResult } from "../../domain/labs/result";
import { cutSeed, judgeRun, planOf, playPlanAsync } from "../../domain/labs/run-seed";
import { shrunkExcerpt } from "../../domain/labs/shrink-run";
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

async function work({ job, lab: id, program, seed, explain, shrink }: ToFrame): Promise<FromFrame> {
  const begunAt = now();
  const lab = findLab(id);
  if (lab === undefined) throw new Error(`there is no lab ${id}`);
  const played = planOf(lab, seed, String(seed));
  const run = await play(lab, program, played.plan, explain !== null);
  const result = withoutBudget(lab, judgeRun(lab, seed, String(seed), run));
  if (explain === null) return { say: "result", job, result };
  const check = result.checks.find(({ check, verdict }) => check === explain && verdict === "failed");
  if (check === undefined) return { say: "excerpt", job, excerpt: null };
  if (!shrink) return { say: "excerpt", job, excerpt: excerptOf(run, result, check, played.plan.nodes) };
  const tools = { play: (plan: ClusterPlan, { inspect }: { inspect: boolean }) => play(lab, program, plan, inspect), isSpent: () => now() - begunAt >= SHRINK_MS_MAX };
  return { say: "excerpt", job, excerpt: await shrunkExcerpt({ lab, n: seed, played, run, check: explain }, tools) };
}

let last: Promise<unknown> = RealmPromise.resolve();
globalThis.addEventListener("message", ({ data }: MessageEvent<ToFrame>) => {
  last = last.then(() => work(data)).then(post, (error: unknown) => post({ say: "broken", job: data.job, why: String(error).slice(0, WHY_CHARS_MAX) }));
});
post({ say: "ready" });
