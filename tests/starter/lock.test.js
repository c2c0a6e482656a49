import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findLockOwner, takeLock } from "../../scripts/lib/lock.js";
import { isAlive, startTimeOf } from "../../scripts/lib/process-identity.js";
import { makeThrowAwayFolder } from "../../scripts/lib/throw-away.js";

const LOCK_MODULE = new URL("../../scripts/lib/lock.js", import.meta.url).href;
const STARTERS = 8;

let folder = "";
beforeEach(() => {
  folder = makeThrowAwayFolder();
});
afterEach(() => vi.restoreAllMocks());
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const file = () => path.join(folder, "lock");
/** @param {number} pid @param {string} startedAt */
const write = (pid, startedAt) => fs.writeFileSync(file(), `${pid}\n${startedAt}\n`);
const deadPid = () => Number(spawnSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }).stdout);

test("names process and start time, refuses a second owner, is gone when released", () => {
  const lock = takeLock(folder, ".quorum");
  expect(lock.tookOver).toBe(false);
  expect(findLockOwner(file())).toEqual({ pid: process.pid, startedAt: startTimeOf(process.pid) });
  expect(() => takeLock(folder, ".quorum")).toThrow(
    `The data folder .quorum is in use by another running copy (process ${process.pid}): stop that one first, or set QUORUM_DATA to another folder.`,
  );
  lock.release();
  expect(fs.readdirSync(folder)).toEqual([]);
});

test("is taken over from a dead owner", () => {
  write(deadPid(), "long ago");
  const lock = takeLock(folder, ".quorum");
  expect(lock.tookOver).toBe(true);
  lock.release();
  expect(fs.readdirSync(folder)).toEqual([]);
});

test("is taken over when the owner's number belongs to a later process", () => {
  write(process.pid, "another time");
  expect(findLockOwner(file())).toBeNull();
  expect(takeLock(folder, ".quorum").tookOver).toBe(true);
});

test("is taken over when it was never written to its end", () => {
  fs.writeFileSync(file(), "12");
  expect(takeLock(folder, ".quorum").tookOver).toBe(true);
});

test("a lock that somebody takes between our looking and our moving stays theirs", () => {
  write(deadPid(), "long ago");
  const theirs = `${process.ppid}\n${startTimeOf(process.ppid)}\n`;
  const rename = fs.renameSync;
  vi.spyOn(fs, "renameSync").mockImplementationOnce((from, to) => {
    fs.writeFileSync(file(), theirs);
    rename(from, to);
  });
  expect(() => takeLock(folder, ".quorum")).toThrow(`in use by another running copy (process ${process.ppid})`);
  expect(fs.readdirSync(folder)).toEqual(["lock"]);
  expect(fs.readFileSync(file(), "utf8")).toBe(theirs);
});

test("releasing leaves the lock of somebody else alone", () => {
  const lock = takeLock(folder, ".quorum");
  write(1, "somebody else");
  lock.release();
  expect(fs.existsSync(file())).toBe(true);
});

test("a zombie is no owner", async () => {
  // The shell's child ends, and the shell does not ask for its exit code while it is a `sleep`.
  const shell = spawn("sh", ["-c", "cat <&3 3<&- & echo $!; exec sleep 30 3<&-"], { stdio: ["ignore", "pipe", "ignore", "pipe"] });
  const pid = Number(await new Promise((resolve) => shell.stdout?.once("data", resolve)));
  expect(isAlive(pid)).toBe(true);
  shell.stdio[3]?.destroy();
  await expect.poll(() => isAlive(pid)).toBe(false);
  shell.kill("SIGKILL");
});

test("of many starters that see the same dead owner's lock, one gets it", async () => {
  write(deadPid(), "long ago");
  const script = `
    const { takeLock } = await import(${JSON.stringify(LOCK_MODULE)});
    process.stdin.once("data", () => {
      try { takeLock(${JSON.stringify(folder)}, "x"); process.stdout.write("won"); } catch { process.stdout.write("lost"); }
      process.stdin.once("data", () => process.exit());
    });
    process.stdout.write("here ");`;
  const starters = Array.from({ length: STARTERS }, () => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["pipe", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (text) => (said += text));
    return { child, said: () => said };
  });
  await expect.poll(() => starters.every(({ said }) => said() === "here "), { timeout: 20_000 }).toBe(true);
  for (const { child } of starters) child.stdin.write("go");
  await expect.poll(() => starters.every(({ said }) => said() !== "here "), { timeout: 20_000 }).toBe(true);
  expect(starters.filter(({ said }) => said() === "here won")).toHaveLength(1);
  for (const { child } of starters) child.stdin.write("end");
});
