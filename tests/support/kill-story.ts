/**
 * Many programs are submitted and judged while judges are killed and paused: which verdicts come of it, compared with what
 * each program earns when it is judged alone.
 */
import type { ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { WAITING_RUNS_MAX } from "@/contracts/labs/limits";
import { random, type SeededRandom } from "@/domain/kernel/seeded-random";
import { findLab } from "@/domain/labs/catalogue";
import type { Verdict } from "@/domain/labs/result";
import { prepareProgram } from "@/sandbox/program";
import { type Catalog, loadCatalog } from "@/server/catalog/catalog";
import { hiddenSeeds } from "@/server/labs/hidden-seeds";
import { ATTEMPTS_MAX, LEASE_MS, type RunOutcome } from "@/server/labs/run-queue-store";
import { findRun, type StoredRun } from "@/server/labs/run-store";
import { submitRun } from "@/server/labs/submit-run";
import { systemClock } from "@/server/platform/clock";
import { type Database, openDatabase } from "@/server/platform/database";
import { bringCardsForward } from "@/server/review/bring-forward";
import { outcomeOf } from "../../workers/judge/judge-claim";
import { judgeProgram } from "../../workers/judge/judge-program";
import { openFence } from "../../workers/judge/supervisor";
import { drawPrograms } from "./drawn-programs";
import { JUDGE_SECRET, type Judges, kill, makeJudges } from "./judge-processes";
import { makeLearner } from "./lab-runs";
import { makeSmallContent } from "./small-content";
import { waitUntil } from "./wait-until";

/** It has no searches, and a seed of it costs little. */
const LAB = "lamport-mutex";
const SEEDS = 8;
const JUDGES = 2;
/** About as long as a judge has a run: strikes come at any point of it. */
const STRIKES_WITHIN_MS = 1_500;
/** A pause is longer than a lease by at least so much, and at most by twice that. */
const PAUSED_LONGER_MS = 2_000;
/** Minutes, on a machine that does ten other things, for what a quiet one does in seconds. */
const PATIENCE_MS = 900_000;
const LOOK_MS = 100;

export interface KillStory {
  readonly programs: number;
  readonly strikes: number;
  readonly seed: number;
}

export interface KillReport {
  /** Programs that have one. */
  readonly verdicts: number;
  readonly earned: Readonly<Record<Verdict, number>>;
  readonly kills: number;
  readonly pauses: number;
  /** How often a judge took a run over from another one. */
  readonly takeOvers: number;
  /** How often a judge noticed that its run was somebody else's by then. */
  readonly overtaken: number;
  /** Each verdict that is missing, was written twice or too late, or is another than without trouble. */
  readonly faults: readonly string[];
}

interface Submitted {
  readonly userId: string;
  readonly runId: string;
}

type Kept = Pick<RunOutcome, "marks" | "verdict" | "seeds">;

/** Plays a story in the database at `url`, which must be nobody else's. */
export async function judgeInTrouble(url: string, { programs: count, strikes, seed }: KillStory): Promise<KillReport> {
  const database = openDatabase(url);
  const content = makeSmallContent(LAB);
  const judges = makeJudges(url, content.folder);
  try {
    await watchVerdicts(database);
    const catalog = loadCatalog(content.folder);
    const programs = drawPrograms(LAB, count, random(seed, "programs"));
    const alone = await judgeAlone(catalog, programs);
    await Promise.all(Array.from({ length: JUDGES }, judges.start));
    const submitted = await submitAll(database, catalog, programs);
    const struck = await strikeAll({ database, judges }, { count, strikes, chance: random(seed, "strikes") });
    await waitUntil("all have a verdict", async () => (await countDone(database)) === count, { lookMs: LOOK_MS, msMax: PATIENCE_MS });
    await waitUntil("no judge holds a run", () => isIdle(judges), { lookMs: LOOK_MS, msMax: PATIENCE_MS });
    return { ...struck, ...(await compare({ database, judges }, submitted, alone)) };
  } finally {
    await judges.end();
    await database.$disconnect();
    content.remove();
  }
}

/** Makes the lab small, and notes in the database itself each time that a run gets a verdict, whoever writes it. */
async function watchVerdicts(database: Database): Promise<void> {
  const statements = [
    `CREATE FUNCTION make_small() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.seeds_wanted := ${SEEDS}; RETURN NEW; END $$`,
    "CREATE TRIGGER make_small BEFORE INSERT ON lab_run FOR EACH ROW EXECUTE FUNCTION make_small()",
    "CREATE TABLE verdict_written (run_id uuid NOT NULL)",
    "CREATE FUNCTION note_verdict() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO verdict_written VALUES (NEW.id); RETURN NULL; END $$",
    "CREATE TRIGGER note_verdict AFTER UPDATE OF verdict ON lab_run FOR EACH ROW EXECUTE FUNCTION note_verdict()",
  ];
  for (const statement of statements) await database.$executeRawUnsafe(statement);
}

/** What each program earns behind a fence of its own, without a queue. */
async function judgeAlone(catalog: Catalog, programs: readonly string[]): Promise<Kept[]> {
  const seeds = hiddenSeeds(JUDGE_SECRET, { labId: LAB, labVersion: findLab(LAB)?.version ?? 0, count: SEEDS });
  const fence = await openFence();
  const earned: Kept[] = [];
  try {
    for (const program of programs) {
      const prepared = prepareProgram(program);
      if (!prepared.ok) throw new Error(`A drawn program cannot be read: ${JSON.stringify(prepared.problems)}`);
      const judged = await judgeProgram(fence, { lab: LAB, program: prepared.program.js, seeds }, () => {});
      earned.push(outcomeOf({ catalog }, { labId: LAB }, judged));
    }
  } finally {
    await fence.close();
  }
  return earned;
}

/** Each learner submits as many as may wait at once. */
async function submitAll(database: Database, catalog: Catalog, programs: readonly string[]): Promise<Submitted[]> {
  const tools = { database, catalog, bringCardsForward, clock: systemClock };
  const learners = await Promise.all(Array.from({ length: Math.ceil(programs.length / WAITING_RUNS_MAX) }, () => makeLearner(database)));
  const submitted: Submitted[] = [];
  for (const [index, program] of programs.entries()) {
    const request = { userId: learners[index % learners.length] as string, runId: randomUUID() };
    const answer = await submitRun(tools, { ...request, labId: LAB, program, allSeeds: true });
    if (!answer.ok || answer.value.outcome !== "accepted") throw new Error(`Program ${index} was not taken: ${JSON.stringify(answer)}`);
    submitted.push(request);
  }
  return submitted;
}

const countDone = (database: Database): Promise<number> => database.labRun.count({ where: { state: "done" } });

interface Scene {
  readonly database: Database;
  readonly judges: Judges;
}

/** Strikes a drawn judge each time that some more verdicts are there, and waits until all of them are up again. */
async function strikeAll({ database, judges }: Scene, { count, strikes, chance }: { count: number; strikes: number; chance: SeededRandom }): Promise<Pick<KillReport, "kills" | "pauses">> {
  const paused = new Set<ChildProcess>();
  const recoveries: Promise<unknown>[] = [];
  const struck = { kills: 0, pauses: 0 };
  for (let strike = 0; strike < strikes; strike += 1) {
    const at = Math.floor(((strike + chance.fraction()) * count) / strikes);
    await waitUntil(`${at} verdicts are there`, async () => (await countDone(database)) >= at, { msMax: PATIENCE_MS });
    await sleep(chance.fraction() * STRIKES_WITHIN_MS);
    const [isKill, which] = [chance.fraction() < 0.5, chance.fraction()];
    const victim = await holdStill({ database, judges }, paused, which);
    struck[isKill ? "kills" : "pauses"] += 1;
    const recovery = isKill ? kill(victim).then(judges.start) : sleep(LEASE_MS + PAUSED_LONGER_MS * (1 + chance.fraction())).then(() => victim.kill("SIGCONT"));
    const recovered = recovery.finally(() => paused.delete(victim));
    // Whoever waits for it hears of an error; until then nobody does.
    recovered.catch(() => {});
    recoveries.push(recovered);
  }
  await Promise.all(recoveries);
  return struck;
}

/**
 * Pauses one of the judges that go, at a moment at which no run is in its last attempt: after a further loss that would be
 * given up, as it should be.
 */
async function holdStill({ database, judges }: Scene, paused: Set<ChildProcess>, which: number): Promise<ChildProcess> {
  let victim: ChildProcess | undefined;
  const isHeld = async (): Promise<boolean> => {
    const going = judges.running.filter((judge) => !paused.has(judge));
    victim = going[Math.floor(which * going.length)];
    if (victim === undefined) return false;
    victim.kill("SIGSTOP");
    if ((await database.labRun.count({ where: { state: "running", attempts: { gte: ATTEMPTS_MAX } } })) === 0) return true;
    victim.kill("SIGCONT");
    return false;
  };
  await waitUntil("a judge may be struck", isHeld, { lookMs: LOOK_MS, msMax: PATIENCE_MS });
  paused.add(victim as unknown as ChildProcess);
  return victim as unknown as ChildProcess;
}

/** True when each that was not killed has come to an end with all that it claimed. */
const isIdle = ({ running, lines }: Judges): boolean =>
  running.every(({ pid }) => {
    const said = (msg: string) => lines.filter((line) => line.pid === pid && line.msg === msg).length;
    return said("claimed") === said("ended");
  });

async function compare({ database, judges }: Scene, submitted: readonly Submitted[], alone: readonly Kept[]): Promise<Omit<KillReport, "kills" | "pauses">> {
  const faults: string[] = [];
  const earned = { passed: 0, failed: 0, unknown: 0 };
  let takeOvers = 0;
  for (const [index, request] of submitted.entries()) {
    const run = await findRun(database, request);
    const verdict = run?.verdict?.verdict;
    if (verdict !== undefined) earned[verdict] += 1;
    const { lease } = await database.labRun.findUniqueOrThrow({ where: { id: request.runId }, select: { lease: true } });
    takeOvers += lease - 1;
    const written = await database.$queryRaw<unknown[]>`SELECT 1 FROM verdict_written WHERE run_id = ${request.runId}::uuid`;
    const finishers = judges.lines.filter(({ runId, msg, ended }) => runId === request.runId && msg === "ended" && ended === "done");
    faults.push(...faultsOf({ run, lease, written: written.length, finishers: finishers.map((line) => line.lease) }, alone[index] as Kept).map((fault) => `program ${index}: ${fault}`));
  }
  const overtaken = judges.lines.filter(({ msg, ended }) => msg === "ended" && ended === "lost").length;
  return { verdicts: earned.passed + earned.failed + earned.unknown, earned, takeOvers, overtaken, faults };
}

interface Found {
  readonly run: StoredRun | null;
  readonly lease: number;
  readonly written: number;
  /** The leases of those who said that they wrote the verdict: one that was killed at once may not have come to say it. */
  readonly finishers: readonly (number | undefined)[];
}

function faultsOf({ run, lease, written, finishers }: Found, alone: Kept): string[] {
  if (run === null || run.verdict === null) return [`it has no verdict: ${run?.reason ?? "it is not there"}`];
  return [
    ...(written === 1 ? [] : [`its verdict was written ${written} times`]),
    ...(finishers.every((one) => one === lease) && finishers.length <= 1 ? [] : [`its verdict was written by leases ${finishers.join(", ")} when it had lease ${lease}`]),
    ...(isDeepStrictEqual(asKept(run), asKept(alone)) ? [] : ["its verdict is another than that of the program judged alone"]),
  ];
}

/** What the database gives back of it. */
const asKept = ({ marks, verdict, seeds }: Kept): unknown => JSON.parse(JSON.stringify({ marks, verdict, seeds }));
