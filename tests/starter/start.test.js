// The start and every way in which it ends, with the real PostgreSQL and a small process in the place of the web.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isAlive } from "../../scripts/lib/process-identity.js";
import { askWeb, cleanUp, makePlace, makeUsedData, parentOf, postmasterPid, start, startAndWait, until } from "./support/started.js";

const STOP_MS_MAX = 10_000;
/** util-linux's `script` gives a command a terminal. Without it, what the terminal would do is done by hand. */
const hasScript = spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux") ?? false;

/** @type {import("./support/started.js").Place} */
let place;
/** @type {number[]} */
let pids = [];

/** Begins each test of a group in a place of its own. @param {() => string | null} usedData */
function inOwnPlace(usedData) {
  beforeEach(async () => {
    place = await makePlace(usedData());
    pids = [];
  });
  afterEach(() => cleanUp(place, pids));
}

/** @param {Parameters<typeof start>[1]} [how] */
async function run(how) {
  const started = await startAndWait(place, how);
  const web = await askWeb(place);
  const postmaster = postmasterPid(place);
  const found = { started, web: web?.pid ?? 0, postmaster, keeper: parentOf(postmaster), supervisor: parentOf(web?.pid ?? 0) };
  pids.push(started.pid, found.web, found.postmaster, found.keeper, found.supervisor);
  return found;
}

/** @param {number[]} gone */
const allGone = (...gone) => until(() => gone.every((pid) => !isAlive(pid)), "all processes ended");

describe("a start", () => {
  inOwnPlace(() => null);

  test("says each step with its time, the address, the demo accounts, and how to stop", async () => {
    const { started } = await run();
    for (const step of ["Database", "Migrations", "Process web", "Health"]) expect(started.output()).toMatch(new RegExp(`✓ ${step} +\\d+\\.\\d s`));
    expect(started.output()).toContain(`Quorum runs at http://localhost:${place.env.PORT}`);
    expect(started.output()).toContain("learner, interviewer, instructor");
    expect(started.output()).toContain("Ctrl-C");
    process.kill(started.pid, "SIGTERM");
    expect(await started.ended).toBe(0);
  });

  test("keeps its secrets to itself, and gives the processes the address of a role that can do little", async () => {
    const { started } = await run();
    expect(fs.statSync(path.join(place.data, "secrets.json")).mode & 0o777).toBe(0o600);
    const secrets = JSON.parse(fs.readFileSync(path.join(place.data, "secrets.json"), "utf8"));
    const web = await askWeb(place);
    expect(web?.env).toMatchObject({ EMBEDDED: "1", NODE_ENV: "production", AUTH_SECRET: secrets.authSecret, PUBLIC_URL: `http://localhost:${place.env.PORT}` });
    expect(JSON.stringify(web)).not.toContain(secrets.superuserPassword);
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: web?.env.DATABASE_URL });
    await client.connect();
    const { rows } = await client.query("SELECT rolsuper, rolcreatedb, rolcreaterole, current_database() AS database, (SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()) AS owner FROM pg_roles WHERE rolname = current_user");
    expect(rows).toEqual([{ rolsuper: false, rolcreatedb: false, rolcreaterole: false, database: "quorum", owner: "quorum" }]);
    await client.end();
    process.kill(started.pid, "SIGTERM");
    await started.ended;
  });

  test("PostgreSQL runs as nobody else does", async () => {
    const { web, postmaster, started } = await run();
    /** @param {number} pid */
    const uid = (pid) => Number(/^Uid:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
    expect(uid(postmaster)).not.toBe(0);
    if (process.getuid?.() === 0) expect([uid(web), 65_534]).not.toContain(uid(postmaster));
    process.kill(started.pid, "SIGTERM");
    await started.ended;
  });
});

describe("a start under other rights", () => {
  inOwnPlace(() => null);

  // A user namespace with one id, as in some containers: a root that can become nobody else.
  const alone = ["unshare", "--user", "--map-root-user"];
  const possible = spawnSync(alone[0] ?? "", [...alone.slice(1), "true"]).status === 0;

  test("as a root that may not change its user", async () => {
    const started = await startAndWait(place, { prefix: possible ? alone : [] });
    pids.push(started.pid);
    expect((await askWeb(place))?.env.EMBEDDED).toBe("1");
    process.kill(started.pid, "SIGTERM");
    expect(await started.ended).toBe(0);
  });

  test("with the secrets of another data folder", async () => {
    const first = await run();
    process.kill(first.started.pid, "SIGTERM");
    await first.started.ended;
    fs.rmSync(path.join(place.data, "secrets.json"));
    const second = start(place);
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain("does not belong to the database beside it: put the right one back");
    expect(postmasterPid(place)).toBe(0);
  });
});

describe("in a data folder that was used before", () => {
  let usedData = "";
  beforeAll(async () => {
    usedData = await makeUsedData();
  });
  afterAll(() => fs.rmSync(path.dirname(usedData), { recursive: true, force: true }));
  inOwnPlace(() => usedData);

  describe("an end", () => {
    test("Ctrl-C in a terminal stops in order: the web process drains while the database is there", async () => {
      const { started, web, postmaster, keeper } = await run({ terminal: hasScript });
      const began = Date.now();
      if (hasScript) started.child.stdin?.write("\x03");
      else process.kill(started.pid, "SIGINT");
      expect(await started.ended).toBe(0);
      expect(Date.now() - began).toBeLessThan(STOP_MS_MAX);
      expect(fs.readFileSync(place.diary, "utf8")).toBe("drained\n");
      expect([web, postmaster, keeper].filter(isAlive)).toEqual([]);
      expect(fs.existsSync(path.join(place.data, "lock"))).toBe(false);
      expect(started.output().trimEnd()).toMatch(/Stopping\.\r?\nStopped\.$/);
    });

    test("a web process that does not obey costs less than 10 s, and nothing stays; a second Ctrl-C changes nothing", async () => {
      const { started, web, postmaster } = await run({ env: { FAKE_WEB: "stubborn" } });
      const began = Date.now();
      process.kill(started.pid, "SIGINT");
      await until(() => started.output().includes("Stopping."), "stopping");
      process.kill(started.pid, "SIGINT");
      expect(await started.ended).toBe(0);
      expect(Date.now() - began).toBeLessThan(STOP_MS_MAX);
      expect([web, postmaster].filter(isAlive)).toEqual([]);
    });

    test("npm's shell is gone, as after SIGTERM to npm", async () => {
      const shell = await run({ shell: true });
      expect(shell.supervisor).not.toBe(shell.started.pid);
      process.kill(shell.started.pid, "SIGKILL");
      await until(() => [shell.supervisor, shell.web, shell.postmaster].every((pid) => !isAlive(pid)), "stopped");
      expect(fs.readFileSync(place.diary, "utf8")).toBe("drained\n");
      expect(fs.existsSync(path.join(place.data, "lock"))).toBe(false);
    });

    test("Ctrl-C in the middle of a start", async () => {
      const started = start(place, { env: { FAKE_WEB: "silent" } });
      pids.push(started.pid);
      await until(() => started.output().includes("✓ Migrations"), "the database runs");
      const postmaster = postmasterPid(place);
      expect(isAlive(postmaster)).toBe(true);
      process.kill(started.pid, "SIGINT");
      expect(await started.ended).toBe(0);
      expect(isAlive(postmaster)).toBe(false);
      expect(fs.existsSync(path.join(place.data, "lock"))).toBe(false);
    });
  });

  describe("kill -9", () => {
    test("of the supervisor alone: the others drain and end, and the next start works", async () => {
      const first = await run();
      process.kill(first.supervisor, "SIGKILL");
      await allGone(first.web, first.keeper, first.postmaster);
      expect(fs.readFileSync(place.diary, "utf8")).toBe("drained\n");
      expect(fs.existsSync(path.join(place.data, "lock"))).toBe(true);
      const second = await run();
      process.kill(second.started.pid, "SIGTERM");
      expect(await second.started.ended).toBe(0);
    });

    test("of the supervisor, and a start at once, while the others are still there", async () => {
      const first = await run({ env: { FAKE_WEB: "stubborn" } });
      process.kill(first.supervisor, "SIGKILL");
      const second = await run();
      expect(second.web).not.toBe(first.web);
      expect(isAlive(first.postmaster)).toBe(false);
      process.kill(second.started.pid, "SIGTERM");
      expect(await second.started.ended).toBe(0);
    });

    test("of the web process: it comes back", async () => {
      const { started, web } = await run();
      process.kill(web, "SIGKILL");
      await until(async () => ![web, undefined].includes((await askWeb(place))?.pid), "the web answers again");
      pids.push((await askWeb(place))?.pid ?? 0);
      expect(started.output()).toMatch(/web stopped unexpectedly \(SIGKILL; .*\); starting it again in 0\.25 s\./);
      process.kill(started.pid, "SIGTERM");
      expect(await started.ended).toBe(0);
    });

    test.each(["keeper", "postmaster"])("of PostgreSQL's %s: it comes back at the same address", async (which) => {
      const found = await run();
      const url = (await askWeb(place))?.env.DATABASE_URL ?? "";
      process.kill(which === "keeper" ? found.keeper : found.postmaster, "SIGKILL");
      await until(() => found.started.output().includes("PostgreSQL runs again"), "PostgreSQL runs again");
      expect(isAlive(found.postmaster)).toBe(false);
      const { default: pg } = await import("pg");
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      expect((await client.query("SELECT count(*)::int AS n FROM card")).rows).toEqual([{ n: 0 }]);
      await client.end();
      pids.push(postmasterPid(place), parentOf(postmasterPid(place)));
      process.kill(found.started.pid, "SIGTERM");
      expect(await found.started.ended).toBe(0);
    });

    test("of all but the postmaster, and of all: the next start works and keeps what was committed", async () => {
      for (const spare of [true, false]) {
        const found = await run();
        for (const pid of [found.supervisor, found.keeper, found.web]) process.kill(pid, "SIGKILL");
        if (!spare) process.kill(found.postmaster, "SIGKILL");
        await allGone(found.supervisor, found.keeper, found.web, ...(spare ? [] : [found.postmaster]));
        if (spare) expect(isAlive(found.postmaster)).toBe(true);
      }
      const { started } = await run();
      expect(started.output()).toMatch(/✓ Migrations .* up to date/);
      process.kill(started.pid, "SIGTERM");
      expect(await started.ended).toBe(0);
    });
  });

  describe("a start that is refused says so in one line and exits with 1", () => {
    /** @param {Parameters<typeof start>[1]} [how] */
    async function refused(how) {
      const started = start(place, how);
      pids.push(started.pid);
      expect(await started.ended).toBe(1);
      expect(started.output()).not.toMatch(/^\s+at /m);
      return started.output();
    }

    test("the data folder is in use", async () => {
      const { started, supervisor } = await run();
      expect(await refused({ args: ["--port", "1"] })).toContain(`is in use by another running copy (process ${supervisor})`);
      expect((await askWeb(place))?.pid).toBeGreaterThan(0);
      process.kill(started.pid, "SIGTERM");
      await started.ended;
    });

    test("the port is taken", async () => {
      const server = http.createServer().listen(Number(place.env.PORT), "127.0.0.1");
      await new Promise((resolve) => server.once("listening", resolve));
      const output = await refused();
      server.close();
      expect(output).toContain(`Port ${place.env.PORT} of 127.0.0.1 is taken by another program: choose another one with "npm start -- --port ${Number(place.env.PORT) + 1}" or PORT.`);
      expect(fs.existsSync(path.join(place.data, "lock"))).toBe(false);
    });

    test("the address is not one of this machine", async () => {
      expect(await refused({ env: { HOST: "192.0.2.1", PUBLIC_URL: "https://quorum.example.org" } })).toContain("Cannot listen on HOST=192.0.2.1");
    });

    test("the database cannot be reached, or refuses", async () => {
      const own = { AUTH_SECRET: "x".repeat(32) };
      expect(await refused({ env: { ...own, DATABASE_URL: "postgresql://someone:pw@127.0.0.1:1/app" } })).toMatch(
        /Cannot reach the database "app" at 127\.0\.0\.1:1 as "someone" \(.*ECONNREFUSED.*\): check that it runs and that DATABASE_URL is right\./,
      );
      const { started } = await run();
      const url = new URL((await askWeb(place))?.env.DATABASE_URL ?? "");
      url.password = "wrong";
      expect(await refused({ args: ["--port", "3999"], env: { ...own, DATABASE_URL: url.href } })).toContain("password authentication failed");
      process.kill(started.pid, "SIGTERM");
      await started.ended;
    });

    test("the data folder cannot be written", async () => {
      fs.writeFileSync(path.join(place.folder, "file"), "");
      expect(await refused({ env: { QUORUM_DATA: path.join(place.folder, "file/data") } })).toMatch(/The data folder .*file\/data cannot be written \(ENOTDIR .*or set QUORUM_DATA to another folder\./);
    });

    test("the data folder is of another major version of PostgreSQL", async () => {
      fs.mkdirSync(place.pgdata, { recursive: true });
      fs.writeFileSync(path.join(place.pgdata, "PG_VERSION"), "17\n");
      expect(await refused()).toMatch(/was made by PostgreSQL 17, and this version of Quorum brings PostgreSQL 18: .*"npm run backup".*"npm run restore"/);
    });

    test("a migration was edited after it was applied", async () => {
      const { started } = await run();
      process.kill(started.pid, "SIGTERM");
      await started.ended;
      fs.appendFileSync(path.join(place.env.FAKE_MIGRATIONS ?? "", "1_first/migration.sql"), "-- more\n");
      const output = await refused();
      expect(output).toContain("The migration 1_first was edited after it was applied: put prisma/migrations/1_first back as it was");
      expect(postmasterPid(place)).toBe(0);
    });

    test("the web process does not start", async () => {
      expect(await refused({ env: { FAKE_WEB: "fails" } })).toContain("web did not start (the moon is in the wrong phase).");
    });

    test("an option that does not exist", async () => {
      expect(await refused({ args: ["--prot", "1"] })).toMatch(/Unknown option '--prot'[^]*Usage: npm start/);
    });
  });
});
