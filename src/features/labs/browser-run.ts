/**
 * Runs a program on public seeds in the learner's own browser. What comes of it is a rehearsal: nothing here is sent
 * to the server, and only the judge's verdict counts.
 */
import type { Excerpt, SeedResult } from "@/domain/labs/result";
import type { FrameTask } from "@/contracts/labs/frame-messages";
import { type FrameAnswer, openRunFrame, type RunFrame } from "./run-frame";
import { prepareToStrip, stripTypes } from "./strip-types";

/** A seed takes a fraction of a second; a browser cannot count a program's steps as the judge does, so it goes by the clock. */
const SEED_MS_MAX = 5_000;
/** A seed, then as long as the frame tries for, then the last of its tries. */
const SHRINK_MS_MAX = 3 * SEED_MS_MAX;
const RUN_MS_MAX = 60_000;
/** A program that hung on so many seeds will hang on the rest. */
const CUTS_MAX = 2;
/** Of how many failing seeds the run is shown at once; others are explained when somebody asks. */
const EXCERPTS_MAX = 3;
/** Seeds run beside each other on so many cores; one is left to the page. */
const LANES_MAX = 4;

export interface BrowserRunRequest {
  readonly lab: string;
  /** As typed, with its types. */
  readonly source: string;
  readonly seeds: readonly number[];
  /** Called once a seed; several run at once, so they may come out of order. */
  readonly onSeed: (result: SeedResult) => void;
  readonly signal: AbortSignal;
  /** True: no further seed is begun after one that fails. */
  readonly stopAtFailure?: boolean;
  /** False to leave out the recordings. */
  readonly inspect?: boolean;
  /** How many run at once, where it is not for the browser to say. */
  readonly lanes?: number;
}

export type BrowserRunOutcome =
  /** `seeds` in the order asked for, `stoppedAt` the one that failed where others were not run; excerpts show some that failed, as they were; `wallMs` is what the seeds took. A seed that was cut off is "unknown" and says why. */
  | { readonly kind: "done"; readonly seeds: readonly SeedResult[]; readonly stoppedAt: number | null; readonly excerpts: readonly Excerpt[]; readonly wallMs: number }
  /** The text is no program: nothing ran. Line and column from 1. */
  | { readonly kind: "unreadable"; readonly message: string; readonly line: number | null; readonly column: number | null }
  /** Something of ours could not be loaded; the words say what to do. */
  | { readonly kind: "unavailable"; readonly message: string }
  | { readonly kind: "cancelled" };

const UNAVAILABLE = "The parts that run a program here could not be loaded. Check the connection and press Run again, or submit: the judge does not need them.";

let frames: RunFrame[] = [];

function takeFrame(lane: number): RunFrame {
  const known = frames[lane];
  if (known !== undefined && !known.isClosed()) return known;
  return (frames[lane] = openRunFrame());
}

/** Asks the first frame, which is opened if none is. */
export const askFrame = (task: FrameTask, limits: Parameters<RunFrame["ask"]>[1]): Promise<FrameAnswer> => takeFrame(0).ask(task, limits);

const usualLanes = (): number => Math.max(1, Math.min(LANES_MAX, (navigator.hardwareConcurrency || 1) - 1));

/** Loads ahead what a run needs. */
export function prepareBrowserRun(): void {
  prepareToStrip();
  for (let lane = 0; lane < usualLanes(); lane += 1) takeFrame(lane);
}

/** Ends whatever runs, and forgets the frames: for a page that is left. */
export function closeBrowserRun(): void {
  for (const frame of frames) frame.close();
  frames = [];
}

export async function runInBrowser(request: BrowserRunRequest): Promise<BrowserRunOutcome> {
  const { source, signal, inspect = true, lanes = usualLanes() } = request;
  const stripped = await stripTypes(source, signal);
  if (stripped.kind === "unavailable") return { kind: "unavailable", message: UNAVAILABLE };
  if (stripped.kind !== "stripped") return stripped;

  const startedAt = performance.now();
  const run: Run = { ...request, program: stripped.program, waiting: [...request.seeds], results: new Map(), cuts: 0, endsAt: startedAt + RUN_MS_MAX, absent: false, failedAt: null };
  await Promise.all(Array.from({ length: Math.min(lanes, request.seeds.length) }, (_, lane) => runLane(run, lane)));
  if (signal.aborted) return { kind: "cancelled" };
  if (run.absent) return { kind: "unavailable", message: UNAVAILABLE };

  const seeds = request.seeds.flatMap((n) => run.results.get(n) ?? []);
  const wallMs = Math.round(performance.now() - startedAt);
  const excerpts = inspect ? await explainFirst(run, seeds) : [];
  const stoppedAt = seeds.length < request.seeds.length ? run.failedAt : null;
  return signal.aborted ? { kind: "cancelled" } : { kind: "done", seeds, stoppedAt, excerpts, wallMs };
}

/** What is to be shown of a program: one seed, as it explains one check. */
export interface Explanation {
  readonly lab: string;
  readonly source: string;
  readonly seed: number;
  readonly check: string;
  readonly signal: AbortSignal;
}

/** Runs one seed again to show how it came to fail a check; null where it does not, or cannot be shown here. */
export const explainInBrowser = (asked: Explanation): Promise<Excerpt | null> => explainSource(asked, { shrink: false });

/** Looks for the smallest run that fails a check as this seed does; null where none is found in a few seconds. */
export const shrinkInBrowser = (asked: Explanation): Promise<Excerpt | null> => explainSource(asked, { shrink: true });

async function explainSource({ lab, source, seed, check, signal }: Explanation, { shrink }: { shrink: boolean }): Promise<Excerpt | null> {
  const stripped = await stripTypes(source, signal);
  return stripped.kind === "stripped" ? explain({ lab, program: stripped.program, signal }, { seed, check, shrink }) : null;
}

interface Run extends BrowserRunRequest {
  readonly program: string;
  readonly waiting: number[];
  readonly results: Map<number, SeedResult>;
  readonly endsAt: number;
  cuts: number;
  /** Whether a frame could not be loaded. */
  absent: boolean;
  /** The first seed that was found to fail. */
  failedAt: number | null;
}

async function runLane(run: Run, lane: number): Promise<void> {
  const { lab, program, signal, onSeed, results } = run;
  for (let seed = run.waiting.shift(); seed !== undefined && !signal.aborted; seed = run.waiting.shift()) {
    const msLeft = run.endsAt - performance.now();
    const result =
      run.cuts >= CUTS_MAX || msLeft <= 0
        ? cut(seed, `Not run: the runs before it took too long. ${SUBMIT_TO_KNOW}`)
        : resultOf(run, seed, await takeFrame(lane).ask({ lab, program, seed, explain: null, shrink: false }, { msMax: Math.min(SEED_MS_MAX, msLeft), signal }));
    if (result === null) return;
    results.set(seed, result);
    onSeed(result);
    if (result.verdict !== "failed") continue;
    run.failedAt ??= seed;
    if (run.stopAtFailure === true) run.waiting.length = 0;
  }
}

const SUBMIT_TO_KNOW = "Submit to know: the judge counts a program's steps instead of seconds.";

/** Null when there is no going on. */
function resultOf(run: Run, seed: number, answer: FrameAnswer): SeedResult | null {
  if (answer.say === "cancelled") return null;
  if (answer.say === "absent") {
    run.absent = true;
    return null;
  }
  if (answer.say === "result" && answer.result.n === seed) return answer.result;
  run.cuts += 1;
  if (answer.say === "silent") return cut(seed, `It hit a budget: no end after ${SEED_MS_MAX / 1_000} s. ${SUBMIT_TO_KNOW}`);
  return cut(seed, `It broke what runs it here (${answer.say === "broken" ? answer.why : "another seed was answered"}). ${SUBMIT_TO_KNOW}`);
}

/** A seed of which nothing is known. */
const cut = (n: number, why: string): SeedResult => ({ n, scenario: "", verdict: "unknown", checks: [], traceHash: "", events: 0, simulatedUs: 0, cut: why });

/** The first failing seed of each check, then further failing seeds, up to the limit. */
async function explainFirst(run: Run, seeds: readonly SeedResult[]): Promise<Excerpt[]> {
  const failing = seeds.flatMap(({ n, checks }) => {
    const failed = checks.find(({ verdict }) => verdict === "failed");
    return failed === undefined ? [] : [{ n, check: failed.check }];
  });
  const firsts = failing.filter(({ check }, at) => failing.findIndex((other) => other.check === check) === at);
  const rest = failing.filter((one) => !firsts.includes(one));
  const excerpts: Excerpt[] = [];
  for (const { n, check } of [...firsts, ...rest].slice(0, EXCERPTS_MAX)) {
    const asRun = await explain(run, { seed: n, check, shrink: false });
    if (asRun !== null) excerpts.push(asRun);
  }
  return excerpts;
}

interface Explained extends Pick<Explanation, "seed" | "check"> {
  readonly shrink: boolean;
}

async function explain({ lab, program, signal }: Pick<Run, "lab" | "program" | "signal">, { seed, check, shrink }: Explained): Promise<Excerpt | null> {
  const answer = await askFrame({ lab, program, seed, explain: check, shrink }, { msMax: shrink ? SHRINK_MS_MAX : SEED_MS_MAX, signal });
  return answer.say === "excerpt" && answer.excerpt?.n === seed ? answer.excerpt : null;
}
