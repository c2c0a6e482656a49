/**
 * The worker in which simulator, shim and a learner's program share one realm. It serves one program: the first job
 * closes the realm around it for good, so all that is needed afterwards is captured here before.
 */
import type { FromFrame, ToFrame } from "../../contracts/labs/frame-messages";
import { findLab } from "../../domain/labs/catalogue";
import { excerptOf } from "../../domain/labs/excerpt";
import type { LabRules } from "../../domain/labs/lab";
import type { SeedResult } from "../../domain/labs/result";
import { cutSeed, judgeRun, planOf, runSeedAsync } from "../../domain/labs/run-seed";
import type { AsyncNodeHost } from "../../domain/simulator/node-host";
import { createV8Host } from "../v8-host";

/** The joined text of ../shim: put here by scripts/lib/browser-bundles.js. */
declare const SHIM_SOURCE: string;

const WHY_CHARS_MAX = 500;

const evaluate = globalThis.eval as (text: string) => unknown;
const RealmPromise = Promise;
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

async function work({ job, lab: id, program, seed, explain }: ToFrame): Promise<FromFrame> {
  const lab = findLab(id);
  if (lab === undefined) throw new Error(`there is no lab ${id}`);
  const host = hostOf(program);
  const { plan } = planOf(lab, seed, String(seed));
  try {
    const run = await runSeedAsync(lab, seed, String(seed), host, { inspect: explain !== null });
    const result = withoutBudget(lab, judgeRun(lab, seed, String(seed), run));
    if (explain === null) return { say: "result", job, result };
    const check = result.checks.find(({ check, verdict }) => check === explain && verdict === "failed");
    return { say: "excerpt", job, excerpt: check === undefined ? null : excerptOf(run, result, check, plan.nodes) };
  } finally {
    // The next seed begins with nothing of this one.
    for (const node of plan.nodes) host.dispose(node);
  }
}

let last: Promise<unknown> = RealmPromise.resolve();
globalThis.addEventListener("message", ({ data }: MessageEvent<ToFrame>) => {
  last = last.then(() => work(data)).then(post, (error: unknown) => post({ say: "broken", job: data.job, why: String(error).slice(0, WHY_CHARS_MAX) }));
});
post({ say: "ready" });
