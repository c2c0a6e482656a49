/**
 * Goal: what a program that broke out of QuickJS still cannot do, exactly, with and without each wall that a machine
 * may lack; and that no fenced process outlives its supervisor. Method: a worker that tries all doors in place of the
 * product's; a supervisor that is killed.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProbeTask } from "../support/fence-probe";
import { fenceCodeWith } from "../support/fence-code";
import { fenceCode } from "../../workers/judge/fence-code";
import { findLaunch, type Launch, type Wall } from "../../workers/judge/launch";
import { openFence } from "../../workers/judge/supervisor";

const ALL: readonly Wall[] = ["own-user", "parent-death", "namespaces", "limits"];
/** As this machine is; as if it had no tools; as if the process could not become another user either. */
const MACHINES: readonly { name: string; without: readonly Wall[] }[] = [
  { name: "all that this machine has", without: [] },
  { name: "without the tools of Linux", without: ["parent-death", "namespaces", "limits"] },
  { name: "Node alone", without: ALL },
];
const PROJECT_FILE = path.resolve("package.json");

let database: pg.Client;
let databasePid = 0;
beforeAll(async () => {
  database = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await database.connect();
  databasePid = (await database.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows[0]?.pid ?? 0;
});
afterAll(() => database.end());

async function probe(launch: Launch): Promise<Record<string, string>> {
  const fence = await openFence({ launch, code: await fenceCodeWith("tests/support/fence-probe.ts") });
  const task: ProbeTask = {
    files: [PROJECT_FILE, "/etc/passwd", `/proc/${process.pid}/environ`, process.execPath],
    pids: { supervisor: process.pid, database: databasePid },
    databasePort: Number(new URL(process.env.TEST_DATABASE_URL ?? "").port),
  };
  let found: Record<string, string> = {};
  await fence.run({ lab: "echo", program: JSON.stringify(task), inspect: false, seeds: [{ n: 1, seed: "s1" }] }, (outcome) => {
    if (outcome.kind === "cut") throw new Error(outcome.cut);
    found = outcome.record.history[0]?.value as Record<string, string>;
  });
  await fence.close();
  return found;
}

describe.each(MACHINES)("broken out, $name", ({ without }) => {
  let launch: Launch;
  let found: Record<string, string>;
  beforeAll(async () => {
    launch = await findLaunch(without);
    found = await probe(launch);
  });

  test("reads and writes no file, starts nothing, has no environment", () => {
    expect(launch.walls.filter((wall) => without.includes(wall))).toEqual([]);
    const denied = "ERR_ACCESS_DENIED";
    expect(found).toMatchObject({
      [`read ${PROJECT_FILE}`]: denied,
      "read /etc/passwd": denied,
      [`read /proc/${process.pid}/environ`]: denied,
      [`read ${process.execPath}`]: denied,
      "list /": denied,
      write: denied,
      spawn: denied,
      "thread without flags": denied,
      binding: denied,
      addon: "ERR_DLOPEN_DISABLED",
      Function: "EvalError",
      environment: "0",
      "self-check": "holds",
    });
    // Denied by Node 20; 22 and 24 permit a folder that is no more.
    expect(["ERR_ACCESS_DENIED", "ENOENT"]).toContain(found["list its folder"]);
    expect(found["escape from vm"]).not.toMatch(/^\d+$/);
  });

  test("finds the database only where it shares the network, and then knows no password", () => {
    expect(found["database"]).toBe(launch.walls.includes("namespaces") ? "ENETUNREACH" : "asked for a password");
  });

  test("signals nobody beyond a wall: another process namespace, or another user", () => {
    const expected = launch.walls.includes("namespaces") ? "ESRCH" : launch.walls.includes("own-user") ? "EPERM" : null;
    if (expected !== null) expect(found).toMatchObject({ "signal supervisor": expected, "signal database": expected });
    // README, "What the fence does not stop": with neither wall, whoever breaks out can end processes of the same user.
    else expect(found["signal supervisor"]).toBe("landed true");
  });
});

test("the product's worker refuses to start where its flags do not hold", async () => {
  const { child, worker } = await fenceCode();
  const open = async (flags: string) => openFence({ code: { child: child.replace(/execArgv: .*/, `execArgv: ${flags},`), worker } });
  await expect(open("[]")).rejects.toThrow("Node's permission flag is not set.");
  await expect(open("process.execArgv.filter((flag) => /permission$|worker$/.test(flag))")).rejects.toThrow(/The fence does not hold here: worker is open/);
  await expect(open("[...process.execArgv.filter((flag) => /permission$/.test(flag)), '--allow-fs-read=/etc']")).rejects.toThrow(/reading files is open/);
});

test("as root, the fenced process is of a user that nothing else runs under", async () => {
  const { ids, walls } = await findLaunch(["namespaces"]);
  expect(walls.includes("own-user")).toBe(ids.uid !== undefined);
  if (ids.uid === undefined) return;
  const owner = (pid: number) => Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  expect([0, owner(databasePid), owner(process.pid)]).not.toContain(ids.uid);
});

/** The processes of a group that are not dead, by /proc or, where there is none, by a signal. */
function livingOf(group: number): number[] {
  if (!existsSync("/proc/self/stat")) return isSignalled(-group) ? [group] : [];
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      const stat = existsSync(`/proc/${pid}/stat`) ? statOf(pid) : "";
      const [state, , pgrp] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return Number(pgrp) === group && state !== "Z";
    });
}

function statOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return "";
  }
}

function isSignalled(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe.each(MACHINES)("the supervisor is killed, $name", ({ without }) => {
  test.each(["good", "hang"])("while the fenced process is at: %s", async (program) => {
    const holder = spawn(process.execPath, ["--import", "tsx", "tests/support/fence-holder.ts", JSON.stringify(without), program], { stdio: ["ignore", "pipe", "inherit"] });
    const group = await new Promise<number>((resolve) => holder.stdout.once("data", (text: Buffer) => resolve(Number(text.toString()))));
    // So that it is at work when it happens.
    await sleep(300);
    expect(livingOf(group).length).toBeGreaterThan(0);
    holder.kill("SIGKILL");
    await expect.poll(() => livingOf(group)).toEqual([]);
  });
});
