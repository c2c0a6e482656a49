/**
 * The outside of the fence: it hands programs to a warm process, seed by seed, watches the clock, and puts a fresh
 * process in the place of one that hangs or breaks. It believes nothing that comes back before it is checked.
 */
import { FenceReply, type FenceRequest } from "../../src/contracts/labs/fence-messages";
import type { RunRecord } from "../../src/domain/simulator/run-record";
import type { SearchReport } from "../../src/domain/simulator/search/search";
import { type FenceCode, fenceCode } from "./fence-code";
import { makeEmptyFolder, removeEmptyFolder } from "./empty-folder";
import { findLaunch, type Launch } from "./launch";
import { type Answer, startChild, type WarmChild } from "./warm-child";

/** Of one seed, in processor time, as its process counts it. Gas cuts every program long before, except in a native loop, which no gas counts. */
const SEED_CPU_MS_MAX = 10_000;
/** Of one seed, in real time: for a process that does not say that it is late, or that is given no processor. */
const SEED_WALL_MS_MAX = 60_000;
/** Of all seeds of a program, in processor time. */
const PROGRAM_CPU_MS_MAX = 900_000;
/** After so many processes were lost to one program, its other seeds are not tried. */
const LOSSES_MAX = 3;
/** A busy machine takes seconds for what else takes a fraction of one. */
const READY_MS_MAX = 30_000;
const MS_PER_SECOND = 1_000;

export interface FenceLimits {
  readonly seedCpuMs: number;
  readonly seedWallMs: number;
  readonly programCpuMs: number;
  readonly losses: number;
}

export interface FenceOptions {
  readonly limits?: Partial<FenceLimits>;
  /** How to start processes; found out by trying where it is left out. */
  readonly launch?: Launch;
  /** What runs inside; the product's own where it is left out. */
  readonly code?: FenceCode;
}

export interface ProgramRequest extends Pick<FenceRequest, "lab" | "program" | "inspect"> {
  readonly seeds: readonly Pick<FenceRequest, "n" | "seed" | "plan">[];
}

export interface SearchRequest extends Pick<FenceRequest, "lab" | "program"> {
  readonly searches: readonly { readonly n: number; readonly search: string }[];
}

/** What it cost: `cpuMs` is the process's own word, or `wallMs` where it can say nothing more. */
interface Asked {
  readonly n: number;
  readonly seed: string;
  readonly cpuMs: number;
  readonly wallMs: number;
}

type Recorded = { readonly kind: "record"; readonly record: RunRecord };
type Searched = { readonly kind: "searched"; readonly report: SearchReport };
type Cut = { readonly kind: "cut"; readonly cut: string };
type Came = Recorded | Searched | Cut;

/** What came of one seed: its record, or why there is none. */
export type SeedOutcome = Asked & (Recorded | Cut);
/** What came of one search. */
export type SearchOutcome = Asked & (Searched | Cut);

export interface Fence {
  /**
   * Runs the seeds in their order, one at a time, and waits for `onSeed` between them: checkers belong there, on this
   * side. One program at a time.
   * @throws the signal's reason when it is aborted; an Error when no process can be started
   */
  readonly run: (request: ProgramRequest, onSeed: (outcome: SeedOutcome) => void | Promise<void>, signal?: AbortSignal) => Promise<void>;
  /** The same with searches in place of seeds. */
  readonly search: (request: SearchRequest, onSearch: (outcome: SearchOutcome) => void | Promise<void>, signal?: AbortSignal) => Promise<void>;
  readonly launch: Launch;
  /** The fenced process, for tests and logs; null while there is none. */
  readonly pid: () => number | null;
  readonly close: () => Promise<void>;
}

/** Opens a fence with a warm process behind it. @throws Error when none can be started */
export async function openFence(options: FenceOptions = {}): Promise<Fence> {
  const limits: FenceLimits = { seedCpuMs: SEED_CPU_MS_MAX, seedWallMs: SEED_WALL_MS_MAX, programCpuMs: PROGRAM_CPU_MS_MAX, losses: LOSSES_MAX, ...options.limits };
  const [launch, code] = await Promise.all([options.launch ?? findLaunch(), options.code ?? fenceCode()]);
  let child: WarmChild | null = null;
  let starting: Promise<WarmChild> | null = null;
  let busy = false;

  const startAnew = async (): Promise<WarmChild> => {
    await drop();
    child = await startReady(launch, code, limits.seedCpuMs);
    return child;
  };
  const warm = (): Promise<WarmChild> => {
    if (child?.isAlive() && starting === null) return Promise.resolve(child);
    starting ??= startAnew().finally(() => (starting = null));
    return starting;
  };
  const drop = async () => {
    const old = child;
    child = null;
    await old?.kill();
  };
  const close = async () => {
    // One that is just starting would outlive this otherwise; that it could not start matters to nobody any more.
    await starting?.catch(() => {});
    await drop();
  };

  async function ask(request: FenceRequest, signal: AbortSignal | undefined): Promise<Asked & Came> {
    const { n, seed } = request;
    const running = await warm();
    signal?.throwIfAborted();
    const stop = () => void running.kill();
    signal?.addEventListener("abort", stop);
    const begunAtMs = performance.now();
    const answer = await running.ask(JSON.stringify(request), limits.seedWallMs);
    const wallMs = performance.now() - begunAtMs;
    signal?.removeEventListener("abort", stop);
    const read = readAnswer(answer, request, limits);
    if (read.isLost) await drop();
    return { n, seed, wallMs, cpuMs: read.cpuMs ?? wallMs, ...read.came };
  }

  async function askAll(requests: readonly FenceRequest[], onAnswer: (outcome: Asked & Came) => void | Promise<void>, signal?: AbortSignal): Promise<void> {
    if (busy) throw new Error("A fence runs one program at a time: open another one, or wait.");
    busy = true;
    try {
      let [losses, spentMs] = [0, 0];
      for (const request of requests) {
        const { n, seed } = request;
        signal?.throwIfAborted();
        const spared = whySpared(losses, spentMs, limits);
        const outcome = spared === null ? await ask(request, signal) : spareSeed(n, seed, spared);
        signal?.throwIfAborted();
        spentMs += outcome.cpuMs;
        if (spared === null && child === null) losses += 1;
        // The next process warms up while this seed is judged.
        const ready = child === null && whySpared(losses, spentMs, limits) === null ? warm() : null;
        await Promise.all([onAnswer(outcome), ready]);
      }
    } finally {
      busy = false;
    }
  }

  await warm();
  return {
    // What is asked for is what comes, or nothing (readAnswer).
    run: ({ seeds, ...program }, onSeed, signal) => askAll(seeds.map((one) => ({ ...program, ...one })), (outcome) => (outcome.kind === "searched" ? undefined : onSeed(outcome)), signal),
    search: ({ searches, ...program }, onSearch, signal) =>
      askAll(searches.map(({ n, search }) => ({ ...program, n, seed: search, search, inspect: false })), (outcome) => (outcome.kind === "record" ? undefined : onSearch(outcome)), signal),
    launch,
    pid: () => child?.pid ?? null,
    close,
  };
}

/** Why a seed is not tried, or null. */
function whySpared(losses: number, spentMs: number, { losses: lossesMax, programCpuMs }: FenceLimits): string | null {
  if (losses >= lossesMax) return `not run: ${losses} seeds before it ended by force`;
  if (spentMs >= programCpuMs) return `not run: the seeds before it took ${Math.round(spentMs / MS_PER_SECOND)} s of computing`;
  return null;
}

const spareSeed = (n: number, seed: string, cut: string): Asked & Cut => ({ n, seed, kind: "cut", cut, cpuMs: 0, wallMs: 0 });

/** A process that said it is ready. */
async function startReady(launch: Launch, code: FenceCode, cpuMsMax: number): Promise<WarmChild> {
  const folder = makeEmptyFolder();
  const child = startChild({ launch, code, cpuMsMax, cwd: folder });
  const answer = await child.listen(READY_MS_MAX);
  removeEmptyFolder(folder);
  const reply = answer.kind === "line" ? parseReply(answer.line) : null;
  if (reply?.kind === "ready") return child;
  await child.kill();
  const why = reply?.kind === "broke" ? reply.reason : answer.kind === "late" ? `nothing was heard of it for ${READY_MS_MAX / MS_PER_SECOND} s` : answer.kind === "gone" ? answer.how : "it said something else than that it is ready";
  throw new Error(`The fenced process for programs did not start (${why}). ${child.complaint() || "It gave no reason."}`);
}

interface ReadAnswer {
  readonly came: Came;
  /** Null: it had no chance to say. */
  readonly cpuMs: number | null;
  /** The process is of no more use. */
  readonly isLost: boolean;
}

const lost = (cut: string, cpuMs: number | null = null): ReadAnswer => ({ came: { kind: "cut", cut }, cpuMs, isLost: true });

function readAnswer(answer: Answer, { n, seed, search }: FenceRequest, { seedCpuMs, seedWallMs }: FenceLimits): ReadAnswer {
  if (answer.kind === "late") return lost(`killed after ${seedWallMs / MS_PER_SECOND} s without an answer; this is not reproducible`);
  if (answer.kind === "gone") return lost(`the process that ran it broke off (${answer.how}); this is not reproducible`);
  const reply = parseReply(answer.line);
  if (reply === null || reply.kind === "ready") return lost("the process that ran it gave an answer that is no record of a run");
  if (reply.kind === "late") return lost(`killed after ${seedCpuMs / MS_PER_SECOND} s of computing without an end; this is not reproducible`, reply.cpuMs);
  if (reply.kind === "broke") return lost(`the process that ran it broke off (${reply.reason}); this is not reproducible`);
  if (reply.n !== n) return lost("the process that ran it answered for another seed");
  if (reply.kind === "too-long") return { came: { kind: "cut", cut: "the recording of the run was too long to be read" }, cpuMs: reply.cpuMs, isLost: false };
  if ((reply.kind === "searched") !== (search !== undefined)) return lost("the process that ran it answered something else than it was asked");
  if (reply.kind === "searched") return { came: { kind: "searched", report: reply.report }, cpuMs: reply.cpuMs, isLost: false };
  if (reply.record.seed !== seed) return lost("the process that ran it answered for another seed");
  return { came: { kind: "record", record: reply.record }, cpuMs: reply.cpuMs, isLost: false };
}

/** Null: not what was agreed. Nesting that exhausts the stack of JSON's reader or of the schema counts as that too. */
function parseReply(line: string): FenceReply | null {
  try {
    const parsed = FenceReply.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
