import { describe, expect, test } from "vitest";
import { readArguments } from "./maelstrom";
import { answerOf, type PlayedScenario } from "./maelstrom/answer";
import type { Command } from "./maelstrom/command";
import { StartLine } from "./maelstrom/start-line";

const command: Command = { lab: "broadcast", bin: "./program", args: [], scenarios: [], ratePerS: null, timeLimitS: null, seed: null, log: null, json: false };

describe("the arguments of maelstrom", () => {
  test("a lab and a program are enough; what follows is the program's, with dashes behind --", () => {
    expect(readArguments(["--lab", "broadcast", "--bin", "./program"])).toEqual(command);
    expect(readArguments(["--lab", "broadcast", "--bin", "node", "a.js", "--json", "--", "--fast", "b"])).toEqual({ ...command, bin: "node", args: ["a.js", "--fast", "b"], json: true });
  });

  test("scenarios, rate, time limit, seed and log", () => {
    const words = ["--lab", "broadcast", "--bin", "./program", "--scenario", "scale", "--scenario", "lossy", "--rate", "12.5", "--time-limit", "20", "--seed", "x", "--log", "runs"];
    expect(readArguments(words)).toEqual({ ...command, scenarios: ["scale", "lossy"], ratePerS: 12.5, timeLimitS: 20, seed: "x", log: "runs" });
  });

  test.each([
    [["--bin", "a"], "Name a --lab."],
    [["--lab", "a"], "Name a program: --bin ./program"],
    [["--lab", "a", "--bin", "b", "--rate", "-1"], /rate/],
    [["--lab", "a", "--bin", "b", "--rate", "fast"], "--rate needs a number above 0."],
    [["--lab", "a", "--bin", "b", "--time-limit", "0"], "--time-limit needs a number of seconds above 0."],
    [["--lab", "a", "--bin", "b", "--what"], /what/],
  ])("%j is refused in words", (words, reason) => {
    const read = readArguments(words);
    expect(read).toEqual(typeof reason === "string" ? reason : expect.stringMatching(reason));
  });
});

describe("the answer", () => {
  const played = (checks: PlayedScenario["checks"], more: Partial<PlayedScenario> = {}): PlayedScenario => ({ scenario: "scale", seconds: 9.3, checks, leftOut: [], cut: null, lateMs: 1, services: [], ...more });
  const check = (verdict: "passed" | "failed" | "not judged", say = "") => ({ check: "fast", verdict, say, figures: {} });

  test("says what passed, and that it is not reproducible", () => {
    const { lines, exitCode } = answerOf(command, { seed: "7", played: [played([check("passed", "11 messages.")])] });
    expect(lines.slice(0, 3)).toEqual(["broadcast: passed", "  scale, 9.3 s", "    passed     fast: 11 messages."]);
    expect(lines[3]).toMatch(/not reproducible, not even with the same seed\. Seed: 7$/);
    expect(exitCode).toBe(0);
  });

  test("names what was left out, what the lab does not have, and a busy machine", () => {
    const { lines, exitCode } = answerOf(command, { seed: "7", played: [played([check("failed")], { leftOut: ["torn writes"], services: ["seq-kv"], lateMs: 80 })] });
    expect(lines.slice(3, 6)).toEqual([
      "    Left out: torn writes.",
      "    It asked seq-kv, which this lab does not have in the simulator.",
      "    This machine was busy: what was due came up to 80 ms late, and figures of time are worse by as much.",
    ]);
    expect(exitCode).toBe(1);
  });

  test("is unknown where a check is not judged, or nothing was played", () => {
    const notJudged = answerOf(command, { seed: "7", played: [played([check("passed"), check("not judged")])] });
    expect([notJudged.lines[0], notJudged.exitCode]).toEqual(["broadcast: unknown, as 1 check is not judged outside the simulator", 2]);
    expect(answerOf({ ...command, json: true }, { seed: "7", played: [] })).toEqual({ lines: ['{"lab":"broadcast","verdict":"unknown","reproducible":false,"seed":"7","notJudged":0,"scenarios":[]}'], problem: null, exitCode: 2 });
  });
});

test("so many start at a time, the others in their order", async () => {
  const line = new StartLine(2);
  const started: number[] = [];
  const enter = (n: number) => line.enter().then(() => started.push(n));
  const all = [1, 2, 3, 4].map(enter);
  await Promise.all(all.slice(0, 2));
  expect(started).toEqual([1, 2]);
  line.leave();
  await all[2];
  expect(started).toEqual([1, 2, 3]);
  line.leave();
  await all[3];
  line.leave();
  line.leave();
  await Promise.all([enter(5), enter(6)]);
  expect(started).toEqual([1, 2, 3, 4, 5, 6]);
});
