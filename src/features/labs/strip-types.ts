/** Types are stripped in a worker: the parser is large, and a browser lets WebAssembly compile only under that worker's own policy. */
import { FromStripWorkerSchema, type ToStripWorker } from "@/contracts/labs/frame-messages";

const ADDRESS = "/strip-worker.js";
/** The first time, its megabyte may have to come over a slow line. */
const STRIP_MS_MAX = 60_000;

export type StripOutcome =
  | { readonly kind: "stripped"; readonly program: string }
  | { readonly kind: "unreadable"; readonly message: string; readonly line: number | null; readonly column: number | null }
  /** The parser could not be loaded, or gave up. */
  | { readonly kind: "unavailable" }
  | { readonly kind: "cancelled" };

let worker: Worker | undefined;
let jobs = 0;

/** Loads the parser ahead, so that the first run does not wait for it. */
export function prepareToStrip(): Worker {
  return (worker ??= new Worker(ADDRESS, { name: "strip" }));
}

/** What is left of a TypeScript file when its types are blanked out, fit for the run frame. */
export function stripTypes(source: string, signal: AbortSignal): Promise<StripOutcome> {
  const mine = prepareToStrip();
  const job = (jobs += 1);
  return new Promise((resolve) => {
    const settle = (outcome: StripOutcome) => {
      clearTimeout(timer);
      mine.removeEventListener("message", onMessage);
      mine.removeEventListener("error", giveUp);
      signal.removeEventListener("abort", cancel);
      resolve(outcome);
    };
    const onMessage = ({ data }: MessageEvent<unknown>) => {
      const parsed = FromStripWorkerSchema.safeParse(data);
      if (!parsed.success) return giveUp();
      const answer = parsed.data;
      if (answer.job !== job) return;
      if (answer.say === "stripped") return settle({ kind: "stripped", program: answer.program });
      if (answer.line === null) replace();
      settle({ kind: "unreadable", message: answer.message, line: answer.line, column: answer.column });
    };
    const replace = () => {
      mine.terminate();
      if (worker === mine) worker = undefined;
    };
    const giveUp = () => {
      replace();
      settle({ kind: "unavailable" });
    };
    const cancel = () => settle({ kind: "cancelled" });
    const timer = setTimeout(giveUp, STRIP_MS_MAX);
    mine.addEventListener("message", onMessage);
    mine.addEventListener("error", giveUp);
    signal.addEventListener("abort", cancel);
    if (signal.aborted) return cancel();
    mine.postMessage({ job, source } satisfies ToStripWorker);
  });
}
