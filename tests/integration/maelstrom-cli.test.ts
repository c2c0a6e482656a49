/**
 * Programs in any language on the command line, as a person would call it: real processes in the time of this machine.
 * The tests mostly wait, so they run side by side.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, test as sequential, vi } from "vitest";
import { playOutside } from "@/cli/maelstrom/play-outside";
import { ProcessGroups } from "@/cli/maelstrom/process-groups";
import { smallPlan } from "../support/small-plan";
import { waitUntil } from "../support/wait-until";

/** Programs are played for some seconds, and the machine may be very busy with other tests. */
vi.setConfig({ testTimeout: 180_000, maxConcurrency: 4 });
const test = sequential.concurrent;

const NODES = path.resolve("tests/support/maelstrom-nodes");
const program = (name: string, ...args: string[]): string[] => ["--bin", "node", "--", path.join(NODES, name), ...args];
const broken = (how: string): string[] => ["--bin", path.join(NODES, "broken.sh"), how];

let folder = "";
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "maelstrom-cli-"));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function begin(...words: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, ["--import", "tsx", "src/cli/maelstrom.ts", ...words], { stdio: ["ignore", "pipe", "pipe"] });
  const said = { stdout: "", stderr: "" };
  child.stdout.on("data", (text: Buffer) => (said.stdout += text.toString()));
  child.stderr.on("data", (text: Buffer) => (said.stderr += text.toString()));
  return { child, ended: new Promise((resolve) => child.once("close", (status) => resolve({ status, ...said }))) };
}

const maelstrom = (...words: readonly string[]): Promise<Ended> => begin(...words).ended;

interface Answer {
  readonly verdict: string;
  readonly reproducible: boolean;
  readonly seed: string;
  readonly notJudged: number;
  readonly scenarios: readonly { readonly scenario: string; readonly checks: readonly { readonly check: string; readonly verdict: string; readonly say: string }[]; readonly leftOut: readonly string[]; readonly services: readonly string[]; readonly cut: string | null }[];
}

const read = ({ stdout }: Ended): Answer => JSON.parse(stdout) as Answer;
const checksOf = (answer: Answer): Record<string, string> => Object.fromEntries(answer.scenarios.flatMap(({ checks }) => checks.map(({ check, verdict }) => [check, verdict])));
/** Whether a process that was told this word is there. */
const runs = (word: string): boolean => execFileSync("ps", ["-A", "-o", "args"], { encoding: "utf8" }).split("\n").some((line) => line.includes(word) && !line.includes("maelstrom.ts"));

describe("what passes", () => {
  test("a broadcast that repeats what was not confirmed: exit code 0, and a history that check-history reads", async ({ expect }) => {
    const log = path.join(folder, "broadcast");
    const ended = await maelstrom("--lab", "broadcast", "--scenario", "five-nodes", "--seed", "7", "--log", log, "--json", ...program("broadcast.js"));
    expect(ended).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\{.*\}\n$/) as string });
    const answer = read(ended);
    expect(answer).toMatchObject({ lab: "broadcast", verdict: "passed", reproducible: false, seed: "7", notJudged: 0 });
    expect(checksOf(answer)).toEqual({ program: "passed", answers: "passed", "five-nodes": "passed" });
    const history = path.join(log, "five-nodes/history.edn");
    const checked = execFileSync(process.execPath, ["--import", "tsx", "src/cli/check-history.ts", history, "--model", "set-full"], { encoding: "utf8" });
    expect(checked).toMatch(/history\.edn: valid \(set-full, eventual; \d\d+ operations/);
    const messages = fs.readFileSync(path.join(log, "five-nodes/messages.jsonl"), "utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as { what: string; src: string; body: { type: string } });
    expect(messages.filter(({ what, body }) => what === "sent" && body.type === "share").length).toBeGreaterThan(20);
    expect(fs.readdirSync(path.join(log, "five-nodes/nodes"))).toEqual(["n1", "n2", "n3", "n4", "n5"]);
  });

  test("ids that outlive a crash, kept in the folder of the node; what is left out is named", async ({ expect }) => {
    const answer = read(await maelstrom("--lab", "unique-ids", "--scenario", "crashes", "--rate", "100", "--seed", "3", "--json", ...program("unique-ids.js")));
    expect(checksOf(answer)).toMatchObject({ program: "passed", restarts: "passed" });
    expect(answer.scenarios[0]?.leftOut).toContainEqual(expect.stringContaining("before they are synced"));
  });

  test("a store that asks the service lin-kv is linearizable, and it is told that the lab has no such service", async ({ expect }) => {
    const answer = read(await maelstrom("--lab", "raft-kv", "--scenario", "calm", "--rate", "20", "--time-limit", "60", "--json", ...program("kv-on-lin-kv.js")));
    expect(checksOf(answer)).toMatchObject({ program: "passed", linearizable: "passed", answered: "passed" });
    expect(answer.scenarios[0]?.services).toEqual(["lin-kv"]);
  });

  test("a node may be a script for a shell", async ({ expect }) => {
    const answer = read(await maelstrom("--lab", "unique-ids", "--scenario", "calm", "--rate", "50", "--time-limit", "5", "--json", ...broken("ids")));
    expect(checksOf(answer)).toMatchObject({ program: "passed" });
    expect(answer.scenarios[0]?.cut).toMatch(/^It was ended by the time limit after \d\.\d s\.$/);
  });
});

describe("what fails", () => {
  test("a broadcast that forgets: exit code 1, the check by its name, and that this is not reproducible", async ({ expect }) => {
    const { status, stdout } = await maelstrom("--lab", "broadcast", "--scenario", "five-nodes", ...program("broadcast.js", "--forgets"));
    expect(status).toBe(1);
    expect(stdout).toMatch(/^broadcast: failed\n {2}five-nodes, \d+(\.\d)? s\n/);
    expect(stdout).toMatch(/ {4}failed {5}five-nodes: n\d was told \d+ at .* lacks it\./);
    expect(stdout).toContain("this verdict is not reproducible");
  });

  test("ids that are counted in memory are caught by a restart", async ({ expect }) => {
    const ended = await maelstrom("--lab", "unique-ids", "--scenario", "crashes", "--rate", "100", "--seed", "3", "--json", ...program("unique-ids.js", "--in-memory"));
    expect([ended.status, checksOf(read(ended))]).toEqual([1, expect.objectContaining({ restarts: "failed" })]);
  });

  test("a store whose nodes know nothing of each other is not linearizable", async ({ expect }) => {
    const ended = await maelstrom("--lab", "raft-kv", "--scenario", "calm", "--json", ...program("kv-on-lin-kv.js", "--alone"));
    expect([ended.status, checksOf(read(ended))]).toEqual([1, expect.objectContaining({ linearizable: "failed" })]);
  });

  test.each([
    ["garbage", /n\d stopped: it printed a line that is no JSON: Traceback \(most recent call last\)/],
    ["exits", /n\d stopped: it ended with exit code 7\. Its last words on standard error:\s+no good/],
    ["astray", /n\d stopped: it sent a message to "n77", which is neither a node, nor a client, nor a service here: \{"src":"n\d"/],
    ["silent", /n\d stopped: it has not answered its init message within 30 s\. Expected is a line \{"src": "n\d"/],
  ])("a node that is %s: exit code 1, and what it did", async (how, words) => {
    const { status, stdout } = await maelstrom("--lab", "unique-ids", "--scenario", "calm", ...broken(how));
    if (status !== 1) throw new Error(`exit code ${status}: ${stdout}`);
    if (!words.test(stdout)) throw new Error(stdout);
  });
});

test("a pause stops the process where it is, and what comes meanwhile is answered when it goes on", async ({ expect }) => {
  const word = `--paused-${process.pid}`;
  const ask = (atUs: number, client: number) => ({ atUs, client, node: "n1", f: "generate", value: null, body: { type: "generate" } });
  const plan = smallPlan({
    nodes: ["n1"],
    operations: [ask(0, 0), ask(2_000_000, 1)],
    faults: [{ kind: "pause", atUs: 1_000_000, node: "n1", forUs: 5_000_000 }],
    ...{ clientTimeoutUs: 60_000_000, endAtUs: 8_000_000 },
  });
  const groups = new ProcessGroups();
  const playing = playOutside({ plan, readReply: (_, { id = null }) => id, file: path.join(NODES, "broken.sh"), args: ["ids", word], folder: path.join(folder, "paused"), groups, timeLimitMs: 60_000, stop: new AbortController().signal });
  const isStopped = () => execFileSync("ps", ["-A", "-o", "stat,args"], { encoding: "utf8" }).split("\n").some((line) => line.includes(word) && line.startsWith("T"));
  await waitUntil("the node is stopped", isStopped);
  const { run, cut } = await playing;
  groups.close();
  expect([cut, run.ending.kind]).toEqual([null, "finished"]);
  const answers = run.history.filter(({ type }) => type === "ok");
  expect(answers.find(({ operation }) => operation === 1)?.timeUs).toBeGreaterThanOrEqual(6_000_000);
  expect(run.outages).toMatchObject([{ kind: "paused", node: "n1" }]);
  expect(runs(word)).toBe(false);
});

describe("what is not known", () => {
  test("Ctrl-C ends all nodes, and what there is is judged: exit code 2", async ({ expect }) => {
    const word = `--stopped-${process.pid}`;
    const { child, ended } = begin("--lab", "broadcast", "--scenario", "five-nodes", "--json", ...program("broadcast.js", word));
    await waitUntil("nodes run", () => runs(word));
    await sleep(2_000);
    child.kill("SIGINT");
    const done = await ended;
    expect([done.status, read(done).verdict]).toEqual([2, "unknown"]);
    expect(read(done).scenarios[0]?.cut).toMatch(/^It was stopped /);
    expect(runs(word)).toBe(false);
  });

  test("a lab whose checks read what only the simulator records: they are named, and it is no pass", async ({ expect }) => {
    const ended = await maelstrom("--lab", "raft-election", "--scenario", "calm", "--time-limit", "1", "--json", ...broken("deaf"));
    expect([ended.status, checksOf(read(ended))]).toEqual([2, expect.objectContaining({ "one-leader": "not judged", answers: "unknown" })]);
  });

  test("the command is killed: no node is left, not even one that answers nobody", async ({ expect }) => {
    const word = `--killed-${process.pid}`;
    const { child, ended } = begin("--lab", "unique-ids", "--scenario", "calm", "--bin", path.join(NODES, "broken.sh"), "--", "deaf", word);
    await waitUntil("nodes run", () => runs(word));
    child.kill("SIGKILL");
    await ended;
    await waitUntil("no node runs any more", () => !runs(word));
    expect(runs(word)).toBe(false);
  });
});

describe("what cannot run", () => {
  test.each([
    [["--lab", "broadcast"], /Name a program/],
    [["--bin", "node"], /Name a --lab/],
    [["--lab", "nothing", "--bin", "node"], /There is no lab called "nothing"\. There are: broadcast, /],
    [["--lab", "broadcast", "--bin", "node", "--scenario", "x"], /has no scenario "x"\. It has: one-node, /],
    [["--lab", "broadcast", "--bin", "./not-there"], /There is no program \.\/not-there/],
    [["--lab", "broadcast", "--bin", "no-such-program-anywhere"], /cannot be started/],
    [["--lab", "broadcast", "--bin", "README.md"], /README\.md cannot be executed/],
    [["--lab", "broadcast", "--bin", "node", "--rate", "0"], /--rate needs a number above 0/],
    [["--lab", "broadcast", "--bin", "node", "--log", "src"], /src is not empty/],
  ])("%j: exit code 3 and the reason, nothing on standard output", async (words, reason) => {
    const { status, stdout, stderr } = await maelstrom(...words);
    if (status !== 3 || stdout !== "" || !reason.test(stderr)) throw new Error(`exit code ${status}: ${stdout}${stderr}`);
  });

  test("--help tells how it is used", async ({ expect }) => {
    const { status, stdout, stderr } = await maelstrom("--help");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Usage: npm run --silent maelstrom -- --lab <lab> --bin <program>/);
  });
});
