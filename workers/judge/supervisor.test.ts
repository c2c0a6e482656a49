/**
 * Goal: whatever happens inside the fence, the outside gets an outcome for every seed and the next program a working
 * process. Method: a worker that does the worst at once, in place of the product's.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fenceCodeWith } from "../../tests/support/fence-code";
import { type Fence, openFence, type SeedOutcome } from "./supervisor";

const SEED_CPU_MS = 1_500;
const ROOMY_CPU_MS = 20_000;
let fence: Fence;
beforeAll(async () => {
  fence = await openFence({ code: await fenceCodeWith("tests/support/fence-stand-in.ts"), limits: { seedCpuMs: SEED_CPU_MS, losses: 2 } });
});
afterAll(() => fence.close());

/** For what is not to be ended by the clock. */
const openRoomy = async () => openFence({ launch: fence.launch, code: await fenceCodeWith("tests/support/fence-stand-in.ts"), limits: { seedCpuMs: ROOMY_CPU_MS } });

async function outcomes(program: string, count: number, signal?: AbortSignal, behind = fence): Promise<SeedOutcome[]> {
  const seeds = Array.from({ length: count }, (_, index) => ({ n: index + 1, seed: `s${index + 1}` }));
  const all: SeedOutcome[] = [];
  await behind.run({ lab: "echo", program, inspect: false, seeds }, (outcome) => void all.push(outcome), signal);
  return all;
}

const cutOf = (outcome: SeedOutcome | undefined) => (outcome?.kind === "cut" ? outcome.cut : outcome?.kind);

async function expectGoodProgramsToRun(behind = fence) {
  const all = await outcomes("good", 3, undefined, behind);
  expect(all.map(({ n, seed, kind }) => ({ n, seed, kind }))).toEqual([1, 2, 3].map((n) => ({ n, seed: `s${n}`, kind: "record" })));
}

test("a good program keeps its process warm", async () => {
  const before = fence.pid();
  await expectGoodProgramsToRun();
  expect(fence.pid()).toBe(before);
});

test.each([
  ["hang", /^killed after 1.5 s of computing without an end; this is not reproducible$/],
  ["throw", /broke off \(it threw\)/],
  ["exit", /broke off/],
  ["say it twice", /broke off \(it wrote more than one answer\)/],
  ["write without end", /broke off \(its answer was longer than 67108864 bytes\)/],
  ["say it for another seed", /answered for another seed/],
  ["say it for another number", /answered for another seed/],
  ["say nonsense", /no record of a run/],
  ["forge a field", /no record of a run/],
  ["forge a hash", /no record of a run/],
  ["forge a number", /no record of a run/],
  ["nest a value", /no record of a run/],
  ["nest a value beyond every stack", /no record of a run/],
  ["say it is ready", /no record of a run/],
  ["kill its own group", /broke off|killed after/],
])("%s: the seed is cut, its process replaced, and the next program runs", async (program, cut) => {
  const before = fence.pid();
  const [outcome] = await outcomes(program, 1);
  expect(cutOf(outcome)).toMatch(cut);
  await expectGoodProgramsToRun();
  expect(fence.pid()).not.toBe(before);
});

test("a heap that is full ends as a cut", async () => {
  const roomy = await openRoomy();
  const all: SeedOutcome[] = [];
  const run = (program: string) => roomy.run({ lab: "echo", program, inspect: false, seeds: [{ n: 1, seed: "s1" }] }, (outcome) => void all.push(outcome));
  await run("fill the heap");
  await run("good");
  await roomy.close();
  expect(cutOf(all[0])).toMatch(/broke off \(.*memory/);
  expect(all[1]?.kind).toBe("record");
});

test("one that neither ends nor computes is killed by the clock", async () => {
  const impatient = await openFence({ launch: fence.launch, code: await fenceCodeWith("tests/support/fence-stand-in.ts"), limits: { seedWallMs: 2_500 } });
  const all: SeedOutcome[] = [];
  for (const program of ["say nothing", "good"]) await impatient.run({ lab: "echo", program, inspect: false, seeds: [{ n: 1, seed: "s1" }] }, (outcome) => void all.push(outcome));
  await impatient.close();
  expect(all.map(cutOf)).toEqual(["killed after 2.5 s without an answer; this is not reproducible", "record"]);
});

test("what is said after an answer costs the process, not the next program", async () => {
  const all = await outcomes("say more later", 1);
  expect(all[0]?.kind).toBe("record");
  // Nobody is told when it comes: long after it was sent.
  await sleep(1_500);
  await expectGoodProgramsToRun();
});

test("a recording that is too long costs its seed and not its process", async () => {
  const before = fence.pid();
  expect(cutOf((await outcomes("say that it was too long", 1))[0])).toMatch(/too long/);
  expect(fence.pid()).toBe(before);
});

test("after two lost processes the other seeds of that program are not tried", async () => {
  const all = await outcomes("throw", 4);
  expect(all.map(cutOf)).toEqual([expect.stringMatching(/broke off/), expect.stringMatching(/broke off/), expect.stringMatching(/^not run/), expect.stringMatching(/^not run/)]);
  await expectGoodProgramsToRun();
});

test("an abort ends a seed that is running, and the fence goes on", async () => {
  const roomy = await openRoomy();
  const stop = new AbortController();
  const begunAtMs = performance.now();
  setTimeout(() => stop.abort(new Error("asked to stop")), 100);
  await expect(outcomes("hang", 2, stop.signal, roomy)).rejects.toThrow("asked to stop");
  expect(performance.now() - begunAtMs).toBeLessThan(ROOMY_CPU_MS);
  await expectGoodProgramsToRun(roomy);
  await roomy.close();
});

test("a process that was killed from elsewhere while it waited is replaced", async () => {
  const pid = fence.pid();
  process.kill(pid ?? 0, "SIGKILL");
  await untilEnded(pid);
  await expectGoodProgramsToRun();
});

test("an onSeed that fails ends the run, and the fence goes on", async () => {
  const run = fence.run({ lab: "echo", program: "good", inspect: false, seeds: [{ n: 1, seed: "s" }] }, () => Promise.reject(new Error("no room")));
  await expect(run).rejects.toThrow("no room");
  await expectGoodProgramsToRun();
});

test("an onSeed that fails while a fresh process is starting leaves no second one", async () => {
  const run = fence.run({ lab: "echo", program: "throw", inspect: false, seeds: [{ n: 1, seed: "s" }] }, () => Promise.reject(new Error("no room")));
  await expect(run).rejects.toThrow("no room");
  await expectGoodProgramsToRun();
  const before = fence.pid();
  await sleep(500);
  expect(fence.pid()).toBe(before);
  expect(childrenOf(process.pid)).toBe(1);
});

/** Waits until a process is no more, and we were told so. */
const untilEnded = (pid: number | null) => expect.poll(() => isThere(pid ?? 0)).toBe(false);

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Living child processes with a fence's flags; 1 where there is no /proc to count them in. */
function childrenOf(parent: number): number {
  if (!existsSync("/proc/self/stat")) return 1;
  const living = readdirSync("/proc").filter((entry) => {
    const stat = /^\d+$/.test(entry) ? readOrEmpty(`/proc/${entry}/stat`) : "";
    const [state, ppid] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(ppid) === parent && state !== "Z" && readOrEmpty(`/proc/${entry}/cmdline`).includes("--allow-worker");
  });
  return living.length;
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

test("a second program at the same time is refused", async () => {
  const first = outcomes("good", 1);
  await expect(outcomes("good", 1)).rejects.toThrow(/one program at a time/);
  await first;
});

test("a fence whose process does not start says why", async () => {
  await expect(openFence({ code: { child: "process.stderr.write('no such thing'); process.exit(7)", worker: "" } })).rejects.toThrow(/did not start \(it ended with code 7\)\. no such thing/);
});
