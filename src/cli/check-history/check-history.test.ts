/** Histories in the formats of others, small and written for these tests, with verdicts that can be followed by hand. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readArguments } from "../check-history";
import { checkFile, type FileAnswer } from "./check-file";

let folder = "";
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "quorum-histories-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(text: string, ...words: string[]): Promise<FileAnswer> {
  files += 1;
  const file = path.join(folder, `history-${files}`);
  await writeFile(file, text);
  const command = readArguments([file, ...words, "--json"]);
  if (typeof command === "string") throw new Error(command);
  return checkFile(file, command.request, () => 0);
}

async function verdict(text: string, ...words: string[]): Promise<string> {
  const { exitCode, lines, problem } = await run(text, ...words);
  if (problem !== null) return problem.replace(/^.*\/history-\d+:/, "");
  const { valid } = JSON.parse(lines[0] ?? "{}") as { valid: boolean | "unknown" };
  expect(exitCode).toBe(valid === "unknown" ? 2 : valid ? 0 : 1);
  return String(valid);
}

const REGISTER = `; a comment, and a vector over several lines
[{:process 0, :type :invoke, :f :write, :value 1} {:process 0, :type :ok, :f :write, :value 1}
 {:process :nemesis, :type :info, :f :start}
 #jepsen.history.Op{:process 1, :type :invoke, :f :read, :value nil, :time 12}
 {:process 1 :type :ok :f :read :value VALUE :time 99999999999999999999}
 #_{:process 1 :type :ok :f :read :value 9}]`;

describe("EDN of Jepsen and Knossos", () => {
  test("one vector, or one map after the other", async () => {
    expect(await verdict(REGISTER.replace("VALUE", "1"), "--model", "register")).toBe("true");
    expect(await verdict(REGISTER.replace("VALUE", "nil"), "--model", "register")).toBe("false");
    expect(await verdict(REGISTER.replace("VALUE", "1").replace("[{", "{").replace(/\]$/, ""), "--model", "register")).toBe("true");
  });

  test("a failed operation did not happen: a cas that failed says nothing", async () => {
    const history = (type: string) => `{:process 1, :type :invoke, :f :cas, :value [nil 1]}\n{:process 1, :type :ok, :f :cas, :value [nil 1]}\n{:process 2, :type :invoke, :f :cas, :value [nil 2]}\n{:process 2, :type ${type}, :f :cas, :value [nil 2]}`;
    expect(await verdict(history(":fail"), "--model", "cas-register")).toBe("true");
    expect(await verdict(history(":info"), "--model", "cas-register")).toBe("true");
    expect(await verdict(history(":ok"), "--model", "cas-register")).toBe("false");
  });

  test("independent keys are seen in the values", async () => {
    const keyed = (second: string) => `{:process 0 :type :invoke :f :write :value [x 1]}{:process 0 :type :ok :f :write :value [x 1]}{:process 0 :type :invoke :f :read :value [y nil]}{:process 0 :type :ok :f :read :value [y ${second}]}`;
    expect(await verdict(keyed("nil"), "--model", "cas-register")).toBe("true");
    expect(await verdict(keyed("1"), "--model", "cas-register")).toBe("false");
  });

  test("several registers at once, whose first values are those that are read first", async () => {
    const txn = (process: number, asked: string, answered: string) => `{:type :invoke, :f :txn, :value ${asked}, :process ${process}}\n{:type :ok, :f :txn, :value ${answered}, :process ${process}}\n`;
    const begin = txn(0, "[[:read :x nil] [:read :y nil]]", "[[:read :x 0] [:read :y 0]]") + txn(1, "[[:write :x 1] [:write :y 1]]", "[[:write :x 1] [:write :y 1]]");
    expect(await verdict(begin + txn(0, "[[:read :x nil] [:read :y nil]]", "[[:read :x 1] [:read :y 1]]"), "--model", "multi-register")).toBe("true");
    expect(await verdict(begin + txn(0, "[[:read :x nil] [:read :y nil]]", "[[:read :x 1] [:read :y 0]]"), "--model", "multi-register")).toBe("false");
  });

  test("sets and counters", async () => {
    const set = (shown: string) => `{:type :invoke, :f :add, :value [0 0], :process 0}{:type :ok, :f :add, :value [0 0], :process 0}{:type :invoke :f :read :process 0}{:type :ok :f :read :value ${shown} :process 0}`;
    for (const model of ["set", "set-full"]) {
      expect(await verdict(set("#{[0 0]}"), "--model", model)).toBe("true");
      expect(await verdict(set("#{}"), "--model", model)).toBe("false");
    }
    const counter = (value: number) => `{:type :invoke, :f :add, :value 2, :process 0}{:type :ok, :f :add, :value 2, :process 0}{:type :invoke :f :read :process 0}{:type :ok :f :read :value ${value} :process 0}`;
    expect(await verdict(counter(2), "--model", "counter")).toBe("true");
    expect(await verdict(counter(3), "--model", "counter")).toBe("false");
  });
});

describe("Jepsen's log", () => {
  const log = (...lines: string[]) => ["INFO  jepsen.core - begins", ...lines.map((line) => `INFO  jepsen.util - ${line.replaceAll(" ", "\t").replaceAll("_", " ")}`)].join("\n");

  test("a cas that failed found another value", async () => {
    const failed = (value: string) => log(`0 :invoke :write ${value}`, `0 :ok :write ${value}`, "1 :invoke :cas [4_3]", "1 :fail :cas [4_3]");
    expect(await verdict(failed("1"), "--model", "cas-register")).toBe("true");
    expect(await verdict(failed("4"), "--model", "cas-register")).toBe("false");
  });

  test("what timed out may happen later; a read that timed out says nothing", async () => {
    const late = log("0 :invoke :write 4", "0 :info :write :timed-out", "1 :invoke :read nil", "1 :ok :read nil", "1 :invoke :read nil", "1 :fail :read :timed-out", "1 :invoke :read nil", "1 :ok :read 4");
    expect(await verdict(late, "--model", "cas-register")).toBe("true");
    expect(await verdict(`${late}\n${log("1 :invoke :read nil", "1 :ok :read nil")}`, "--model", "cas-register")).toBe("false");
  });

  test("a line that begins like an operation must be one", async () => {
    expect(await verdict(log("0 :invoke :read nil", "0 :ok"), "--model", "cas-register")).toMatch(/^3: an operation must have/);
  });
});

describe("Porcupine's log of a store", () => {
  const at = (process: number, type: string, f: string, key: string, value: string) => `{:process ${process}, :type :${type}, :f :${f}, :key "${key}", :value ${value}}`;
  const got = (value: string) => [at(0, "invoke", "append", "k", '"x 0"'), at(1, "invoke", "put", "other", '"z"'), at(0, "ok", "append", "k", '"x 0"'), at(2, "invoke", "get", "k", "nil"), at(2, "ok", "get", "k", value)].join("\n");

  test("key by key, with the empty text for what nobody put", async () => {
    expect(await verdict(got('"x 0"'), "--model", "kv", "--format", "porcupine-kv")).toBe("true");
    expect(await verdict(got('""'), "--model", "kv")).toBe("false");
  });
});

describe("JSON of elle-cli", () => {
  test("one array, without a word on what the operations are", async () => {
    const list = (read: string) => `[{"process":0,"type":"invoke","value":[["append","x",1]]},{"process":0,"type":"ok","value":[["append","x",1]]},\n{"process":1,"type":"invoke","value":[["r","x",null]]},{"process":1,"type":"ok","value":[["r","x",${read}]]}]`;
    expect(await verdict(list("[1]"), "--model", "list-append")).toBe("true");
    expect(await verdict(list("[]"), "--model", "list-append")).toBe("false");
    expect(await verdict(list("[]"), "--model", "list-append", "--consistency", "serializable")).toBe("true");
  });

  test("a nemesis that is a text; locks, accounts, forks", async () => {
    const lock = '[{"type":"info","f":"start","process":"nemesis"},{"type":"invoke","f":"acquire","process":3},{"type":"ok","f":"acquire","process":3},{"type":"invoke","f":"acquire","process":2},{"type":"ok","f":"acquire","process":2}]';
    expect(await verdict(lock, "--model", "mutex")).toBe("false");
    const bank = (balance: number) => `{"type":"invoke","f":"read","process":0}\n{"type":"ok","f":"read","process":0,"value":{"0":10,"1":${balance}}}`;
    expect(await verdict(bank(5), "--model", "bank")).toBe("true");
    expect(await verdict(bank(5), "--model", "bank", "--total", "16")).toBe("false");
    expect(await verdict(bank(-5), "--model", "bank")).toBe("false");
    expect(await verdict(bank(-5), "--model", "bank", "--allow-negative")).toBe("true");
    const fork = "[{:type :ok, :f :read, :value [[:r 0 1] [:r 1 nil]]} {:type :ok, :f :read, :value [[:r 1 1] [:r 0 nil]]}]";
    expect(await verdict(fork, "--model", "long-fork")).toBe("false");
  });

  test("weaker levels of registers", async () => {
    const stale = '{"process":0,"type":"invoke","f":"write","value":1}{"process":0,"type":"ok","f":"write","value":1}{"process":1,"type":"invoke","f":"read"}{"process":1,"type":"ok","f":"read","value":null}';
    expect(await verdict(stale, "--model", "register")).toBe("false");
    for (const level of ["sequential", "causal", "PRAM", "monotonic-reads"]) expect(await verdict(stale, "--model", "register", "--consistency", level)).toBe("true");
  });
});

describe("what cannot be read is told with its line", () => {
  test.each([
    ["{:process 0 :type :invoke :f :read}\n{:process 0 :type :done :f :read}", /^2: the operation has a :type that is none of/],
    ["{:process 0 :type :invoke :f :read}\n\n{:process 0 :type :ok :f :read :value [1 2}", /^3: /],
    ["[{:process 0 :type :invoke :f :read}\n", /^\d: the file ends before the \]/],
    ["{:process 0 :type :ok :f :read}\n{:process 0 :type :invoke :f :read}", /^1: process 0 completes an operation that it did not begin$/],
    ["{:process 0 :type :invoke :f :read}\n{:process 0 :type :invoke :f :read}", /^2: process 0 begins an operation while/],
    ["{:process 0 :type :invoke :f :read}\n{:process 0 :type :invoke :f :pop}", /^2: process 0 begins/],
    ["{:process 0 :type :invoke :f :pop}", /^1: register has no operation pop, only/],
    ['[{"process":0,"type":"invoke","f":"read"},\n{"process":0,"type":}]', /^2: this is not JSON/],
    ["7", /^1: an operation must be a map/],
  ])("%s", async (text, problem) => {
    expect(await verdict(text, "--model", "register")).toMatch(problem);
    expect((await run(text, "--model", "register")).exitCode).toBe(3);
  });

  test("a file that is not there, and words that are no command", async () => {
    const command = readArguments(["x", "--model", "register"]);
    expect(typeof command === "string" ? command : (await checkFile(path.join(folder, "none"), command.request, () => 0)).exitCode).toBe(3);
    expect(readArguments(["x"])).toMatch(/^Name a --model/);
    expect(readArguments(["--model", "register"])).toBe("Name a file.");
    expect(readArguments(["x", "--model", "register", "--consistency", "serializable"])).toMatch(/cannot be checked for serializable/);
    expect(readArguments(["x", "--model", "register", "--fast"])).toMatch(/fast/);
  });
});

test("the answer names the operation, its lines, and what leaves no room for it", async () => {
  const { lines } = await run(REGISTER.replace("VALUE", "nil"), "--model", "register");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    ...{ valid: false, model: "register", consistency: "linearizable", operations: 2, engine: "zones", millis: 0 },
    evidence: { impossible: { process: 1, f: "read", result: null, line: 4, completedLine: 5 }, forcing: [{ f: "write", line: 2 }, { f: "read" }], states: ["1"], longestPrefix: { lastLine: 4, completedOperations: 1 } },
  });
});
