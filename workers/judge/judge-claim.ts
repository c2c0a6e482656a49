/** One claimed run, from its claim to its verdict. */
import { z } from "zod";
import { RunVerdict } from "@/contracts/labs/labs";
import { SeedResultSchema } from "@/contracts/labs/seed-result";
import { findLab } from "@/domain/labs/catalogue";
import { foldVerdict } from "@/domain/labs/fold-verdict";
import type { SeedResult } from "@/domain/labs/result";
import { ENGINE_VERSION } from "@/domain/simulator/engine-version";
import { prepareProgram } from "@/sandbox/program";
import { hiddenSeeds } from "@/server/labs/hidden-seeds";
import { answerIfRecorded, recordVerdict, type VerdictTools } from "@/server/labs/record-verdict";
import { ATTEMPTS_MAX, type ClaimedRun, releaseRun, RENEW_MS, renewLease, type RunOutcome, writeProgress } from "@/server/labs/run-queue-store";
import type { Database } from "@/server/platform/database";
import { log } from "@/server/platform/log";
import { retryTransaction } from "@/server/platform/retry-transaction";
import { explainFailures, type JudgedProgram, judgeProgram, type SearchedProgram, searchProgram } from "./judge-program";
import type { Fence } from "./supervisor";

/** Grows when runs are judged otherwise than before by other means than the lab's rules or the engine. */
const JUDGE_VERSION = 2;
/** Watchers are told at most this often. */
const PROGRESS_MS = 250;
const MS_PER_SECOND = 1_000;

const MARKS = { passed: "p", failed: "f", unknown: "u" } as const;
const NOT_YET = "-";

export interface JudgeTools extends VerdictTools {
  readonly database: Database;
  readonly fence: Fence;
  readonly authSecret: string;
}

export type Ended = "done" | "lost" | "released";

/** Another judge has the run by now: whatever this one still does with it would count for nothing. */
class LeaseLost extends Error {}
/** This judge was told to stop. */
export class Stopped extends Error {}

/**
 * Judges a run while keeping its lease. When the lease is lost it stops and writes nothing; when `stop` is aborted it
 * gives the run back. @throws when the run could not be judged; it is then claimed again when its lease runs out
 */
export async function judgeClaim(tools: JudgeTools, run: ClaimedRun, stop: AbortSignal): Promise<Ended> {
  const end = new AbortController();
  const onStop = () => end.abort(new Stopped());
  stop.addEventListener("abort", onStop);
  if (stop.aborted) onStop();
  const heart = setInterval(() => void beat(tools.database, run, end), RENEW_MS);
  try {
    return (await toVerdict(tools, run, end)) ? "done" : "lost";
  } catch (error) {
    // Whatever broke after the word to end did so because of it.
    const reason: unknown = end.signal.aborted ? end.signal.reason : error;
    if (reason instanceof LeaseLost) return "lost";
    if (reason instanceof Stopped) return (await releaseRun(tools.database, run)) ? "released" : "lost";
    throw error;
  } finally {
    clearInterval(heart);
    stop.removeEventListener("abort", onStop);
  }
}

async function beat(database: Database, run: ClaimedRun, end: AbortController): Promise<void> {
  try {
    if (!(await renewLease(database, run))) end.abort(new LeaseLost());
  } catch (error) {
    // The next beat tries again; if the database is away for too long, every later write finds the lease lost.
    log().warn({ err: error, runId: run.runId }, "cannot renew the lease");
  }
}

/** True when the verdict was written. */
async function toVerdict(tools: JudgeTools, run: ClaimedRun, end: AbortController): Promise<boolean> {
  if (run.attempts > ATTEMPTS_MAX) {
    return giveUp(tools, run, `The judge broke off ${ATTEMPTS_MAX} times while it ran this program, so nothing is known of it. Submit it again; if that ends the same way, tell whoever runs this server.`);
  }
  if (findLab(run.labId)?.version !== run.labVersion || run.engineVersion !== ENGINE_VERSION || !tools.catalog.labs.has(run.labId)) {
    return giveUp(tools, run, "The lab changed before this run was judged. Nothing is known of it: submit the program again.");
  }
  if (await retryTransaction(tools.database, (transaction) => answerIfRecorded(transaction, tools, run))) return true;
  const prepared = prepareProgram(run.program);
  if (!prepared.ok) return giveUp(tools, run, `The program cannot be read any more: ${prepared.problems[0]?.message ?? ""} Submit it again to see where.`);

  const seeds = hiddenSeeds(tools.authSecret, { labId: run.labId, labVersion: run.labVersion, count: run.seedsWanted });
  const request = { lab: run.labId, program: prepared.program.js, seeds, stopAtFailure: run.stopAtFailure };
  const progress = makeProgress(tools.database, run, end);
  const judged = await judgeProgram(tools.fence, request, progress.add, end.signal);
  const searched = judged.stoppedAt === null ? await searchProgram(tools.fence, request, judged.seeds, end.signal) : NOT_SEARCHED;
  const excerpts = await explainFailures(tools.fence, request, judged.seeds, end.signal);
  await progress.settled();
  end.signal.throwIfAborted();
  return recordVerdict(tools, run, { outcome: outcomeOf(tools, run, judged, searched), excerpts: [...excerpts, ...searched.excerpts] });
}

const NOT_SEARCHED: SearchedProgram = { searches: [], excerpts: [], cpuMs: 0 };

/** What is kept of a judged program. */
export function outcomeOf({ catalog }: Pick<JudgeTools, "catalog">, { labId }: Pick<ClaimedRun, "labId">, { seeds, cpuMs, stoppedAt }: JudgedProgram, searched = NOT_SEARCHED): RunOutcome {
  const { searches } = searched;
  const verdict = foldVerdict(catalog.labs.get(labId)?.checks ?? [], seeds, { searches, stoppedAt });
  return {
    marks: seeds.map((seed) => MARKS[seed.verdict]).join(""),
    // Parsed, so that nothing is kept that could not be read again.
    verdict: RunVerdict.parse(verdict),
    seeds: z.array(SeedResultSchema).parse(seeds),
    reason: null,
    reproducible: [...seeds, ...searches].every(({ cut }) => cut === undefined),
    cpuSeconds: (cpuMs + searched.cpuMs) / MS_PER_SECOND,
    judgeVersion: JUDGE_VERSION,
  };
}

const giveUp = (tools: JudgeTools, run: ClaimedRun, reason: string): Promise<boolean> =>
  recordVerdict(tools, run, {
    outcome: { marks: "", verdict: null, reason, seeds: [], reproducible: false, cpuSeconds: 0, judgeVersion: JUDGE_VERSION },
    excerpts: [],
  });

/** Shows progress without making the seeds wait for the database. */
function makeProgress(database: Database, run: ClaimedRun, end: AbortController) {
  const marks = new Array<string>(run.seedsWanted).fill(NOT_YET);
  let writing = Promise.resolve();
  let writtenAtMs = Number.NEGATIVE_INFINITY;
  const write = async () => {
    try {
      if (!(await writeProgress(database, run, marks.join("")))) end.abort(new LeaseLost());
    } catch (error) {
      log().warn({ err: error, runId: run.runId }, "cannot write the progress");
    }
  };
  const add = ({ n, verdict }: SeedResult) => {
    marks[n - 1] = MARKS[verdict];
    const now = performance.now();
    if (now - writtenAtMs < PROGRESS_MS) return;
    writtenAtMs = now;
    writing = writing.then(write);
  };
  return { add, settled: () => writing };
}
