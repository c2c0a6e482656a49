/**
 * Programs in any language: `npm run --silent maelstrom -- --lab <lab> --bin <program>`. An unmodified Maelstrom node plays
 * a lab in wall-clock time on this machine. Standard output holds the answer and nothing else.
 */
import { parseArgs } from "node:util";
import type { Command } from "./maelstrom/command";

const USAGE = `Usage: npm run --silent maelstrom -- --lab <lab> --bin <program> [options] [-- arguments of the program]

A program in any language that speaks Maelstrom's protocol (JSON lines on standard input and output, standard error is
its log) plays a lab: the same requests, network, faults and checks as in the simulator, but in the time of this
machine. So a verdict cannot be reproduced.

  --lab <lab>          the lab's name, such as broadcast
  --bin <program>      started once for each node, in a folder of its own that outlives it. What follows is handed to it;
                       arguments that begin with a dash stand behind --
  --scenario <name>    plays this scenario of the lab alone; may be given several times (all of them, one after the other)
  --rate <n>           at most about so many requests a second: requests and faults come further apart (as the lab has it)
  --time-limit <s>     ends each scenario after so many seconds (as long as its plan takes at this rate)
  --seed <text>        draws requests, network and faults; not what your program does (drawn by chance, and told)
  --log <folder>       keeps histories, messages, logs and folders of nodes there
  --json               one JSON object instead of lines

Exit code: 0 passed, 1 failed, 2 unknown (ended early, or not everything can be judged outside the simulator), 3 cannot run
`;

const EXIT_CANNOT_RUN = 3;
const POSITIVE = /^\d+(?:\.\d+)?$/;

/** The command, or what is wrong with the words. */
export function readArguments(words: readonly string[]): Command | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        lab: { type: "string" },
        bin: { type: "string" },
        scenario: { type: "string", multiple: true },
        rate: { type: "string" },
        "time-limit": { type: "string" },
        seed: { type: "string" },
        log: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const { lab, bin, scenario: scenarios = [], rate, "time-limit": limit, seed = null, log = null, json, help } = values;
    if (help) return "";
    if (lab === undefined) return "Name a --lab.";
    if (bin === undefined) return "Name a program: --bin ./program";
    if (rate !== undefined && !isPositive(rate)) return "--rate needs a number above 0.";
    if (limit !== undefined && !isPositive(limit)) return "--time-limit needs a number of seconds above 0.";
    return { lab, bin, args: positionals, scenarios, ratePerS: rate === undefined ? null : Number(rate), timeLimitS: limit === undefined ? null : Number(limit), seed, log, json };
  } catch (problem) {
    if (!(problem instanceof TypeError)) throw problem; // parseArgs refuses unknown options with a TypeError
    return problem.message;
  }
}

const isPositive = (text: string): boolean => POSITIVE.test(text) && Number(text) > 0;

async function main(words: readonly string[]): Promise<number> {
  const command = readArguments(words);
  if (command === "") {
    process.stdout.write(USAGE);
    return 0;
  }
  if (typeof command === "string") {
    process.stderr.write(`${command}\n\n${USAGE}`);
    return EXIT_CANNOT_RUN;
  }
  // Not before the arguments are known to be good: this loads the labs and all checkers.
  const { playLab } = await import("./maelstrom/play-lab");
  const { lines, problem, exitCode } = await playLab(command);
  for (const line of lines) process.stdout.write(`${line}\n`);
  if (problem !== null) process.stderr.write(`${problem}\n`);
  return exitCode;
}

if (import.meta.url === new URL(process.argv[1] ?? "", "file:").href) {
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = EXIT_CANNOT_RUN;
    },
  );
}
