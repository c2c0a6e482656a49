import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { isAlive } from "../../scripts/lib/process-identity.js";
import { createSupervisor, LIMITS } from "../../scripts/lib/supervisor.js";

/** @type {import("../../scripts/lib/supervisor.js").Limits} */
const QUICK = { restartMinMs: 40, restartMaxMs: 100, steadyMs: 600_000, drainMs: 150, termMs: 150, killMs: 3_000 };
/** For processes that obey, however slowly. */
const PATIENT = { ...QUICK, drainMs: 30_000, termMs: 30_000 };

/** @type {import("../../scripts/lib/supervisor.js").Supervisor[]} */
const running = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});

/** @param {string[]} said @param {import("../../scripts/lib/supervisor.js").Limits} [limits] */
function supervise(said, limits = QUICK) {
  const supervisor = createSupervisor((line) => said.push(line), limits);
  running.push(supervisor);
  return supervisor;
}

/**
 * @param {string} name
 * @param {string} code
 * @param {Partial<import("../../scripts/lib/supervisor.js").ProcessSpec>} [more]
 */
function spec(name, code, more = {}) {
  /** @type {import("../../scripts/lib/supervisor.js").ProcessSpec} */
  const base = { name, file: process.execPath, args: ["-e", code], env: process.env, cwd: "/", output: "inherit", log: "its.log", stage: 0, readyMs: 60_000 };
  return { ...base, ...more };
}

const READY = "process.send({ type: 'ready' });";
const OBEYS = `${READY} process.on('message', () => process.exit(0)); process.on('disconnect', () => process.exit(0));`;

test("the way from stop to the end of all stays below 10 s for two stages", () => {
  expect(2 * (LIMITS.drainMs + LIMITS.termMs + LIMITS.killMs)).toBeLessThan(10_000);
});

test("a process that dies is started again, each time later, and each death is one line", async () => {
  /** @type {string[]} */
  const said = [];
  const supervisor = supervise(said);
  await supervisor.start(spec("web", OBEYS));
  const pids = new Set();
  for (const expected of ["0.04 s", "0.08 s", "0.1 s", "0.1 s"]) {
    const pid = supervisor.pidOf("web") ?? 0;
    pids.add(pid);
    const before = said.length;
    process.kill(pid, "SIGKILL");
    await expect.poll(() => said.length).toBe(before + 2);
    expect(said[before]).toBe(`web stopped unexpectedly (SIGKILL; its log may say more: its.log); starting it again in ${expected}.`);
    expect(said[before + 1]).toBe(`web runs again (process ${supervisor.pidOf("web")}).`);
  }
  expect(pids.size).toBe(4);
});

test("a process that runs once is not started again: its end is silent, its failure one line, and it is stopped with the others", async () => {
  /** @type {string[]} */
  const said = [];
  const supervisor = supervise(said, PATIENT);
  supervisor.runOnce(spec("done", ""));
  supervisor.runOnce(spec("fails", "process.exit(3)"));
  supervisor.runOnce(spec("long", OBEYS));
  await expect.poll(() => said).toEqual(["fails ended before it was done (exit code 3; its log may say more: its.log). The next start goes on with it."]);
  await expect.poll(() => [supervisor.pidOf("done"), supervisor.pidOf("fails")]).toEqual([null, null]);
  const long = supervisor.pidOf("long") ?? 0;
  expect(isAlive(long)).toBe(true);
  await supervisor.stop();
  expect(isAlive(long)).toBe(false);
  expect(said).toHaveLength(1);
});

test("a process that ran long counts as well again", async () => {
  /** @type {string[]} */
  const said = [];
  const supervisor = supervise(said, { ...QUICK, steadyMs: 0 });
  await supervisor.start(spec("web", OBEYS));
  for (const _ of [1, 2]) {
    const before = said.length;
    process.kill(supervisor.pidOf("web") ?? 0, "SIGKILL");
    await expect.poll(() => said.length).toBe(before + 2);
  }
  expect(said.filter((line) => line.includes("in 0.04 s"))).toHaveLength(2);
});

test("a process that fails at its first start is an error with its reason, and stays down", async () => {
  const supervisor = supervise([]);
  await expect(supervisor.start(spec("web", "process.send({ type: 'failed', text: 'no luck' }, () => process.exit(3))"))).rejects.toThrow("web did not start (no luck).");
  await expect(supervisor.start(spec("judge", "process.exit(3)"))).rejects.toThrow("judge did not start (exit code 3; its log may say more: its.log).");
  await sleep(150);
  expect(supervisor.pidOf("web")).toBeNull();
  expect(supervisor.pidOf("judge")).toBeNull();
});

test("a program that is not there is an error", async () => {
  await expect(supervise([]).start(spec("web", "", { file: "/nowhere/node" }))).rejects.toThrow(/web did not start \(spawn \/nowhere\/node ENOENT\)/);
});

test("a process that never says that it is ready is an error", async () => {
  await expect(supervise([]).start(spec("web", "setInterval(() => {}, 1000)", { readyMs: 200 }))).rejects.toThrow("web was not ready after 0.2 s");
});

test("stopping goes stage by stage, and the next begins when the one before has ended", async () => {
  /** @type {string[]} */
  const said = [];
  const supervisor = supervise(said, PATIENT);
  /** @param {string} then */
  const told = (then) => `${READY} process.on('message', () => process.send({ type: 'note', text: 'told' }, () => { ${then} }));`;
  await supervisor.start(spec("last", told("process.exit(0)"), { stage: 9 }));
  await supervisor.start(spec("first", told("setTimeout(() => process.exit(0), 500)")));
  const [first, last] = [supervisor.pidOf("first") ?? 0, supervisor.pidOf("last") ?? 0];
  const stopped = supervisor.stop();
  await expect.poll(() => said).toEqual(["first: told"]);
  expect(isAlive(last)).toBe(true);
  await expect.poll(() => said.length).toBe(2);
  expect([said[1], isAlive(first)]).toEqual(["last: told", false]);
  await stopped;
  expect(isAlive(last)).toBe(false);
});

test("a process that obeys nothing is ended, and its own children with it", async () => {
  /** @type {string[]} */
  const said = [];
  const supervisor = supervise(said);
  const code = `const grand = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    process.on('SIGTERM', () => {}); process.on('message', () => {}); process.send({ type: 'note', text: String(grand.pid) }); ${READY}`;
  await supervisor.start(spec("web", code));
  const pid = supervisor.pidOf("web") ?? 0;
  const grandchild = Number(said[0]?.replace("web: ", ""));
  expect(isAlive(grandchild)).toBe(true);
  const began = Date.now();
  await supervisor.stop();
  expect(Date.now() - began).toBeLessThan(QUICK.drainMs + QUICK.termMs + QUICK.killMs);
  expect(isAlive(pid)).toBe(false);
  await expect.poll(() => isAlive(grandchild)).toBe(false);
  expect(said.at(-1)).toBe("web did not stop in time and was ended.");
});

test("a process without a handler for our word gets SIGTERM", async () => {
  const said = /** @type {string[]} */ ([]);
  const supervisor = supervise(said, { ...PATIENT, drainMs: QUICK.drainMs });
  await supervisor.start(spec("web", `${READY} process.on('message', () => {});`));
  await supervisor.stop();
  expect(said).toEqual([]);
});

test("stopping cancels a restart that is waiting", async () => {
  const said = /** @type {string[]} */ ([]);
  const supervisor = supervise(said, { ...QUICK, restartMinMs: 400, restartMaxMs: 400 });
  await supervisor.start(spec("web", OBEYS));
  process.kill(supervisor.pidOf("web") ?? 0, "SIGKILL");
  await expect.poll(() => said.length, { interval: 10 }).toBe(1);
  await supervisor.stop();
  await sleep(600);
  expect(supervisor.pidOf("web")).toBeNull();
  await expect(supervisor.start(spec("judge", OBEYS))).rejects.toThrow("Quorum is stopping");
});
