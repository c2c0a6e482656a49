/**
 * Histories of others, judged by the checkers of the labs: `npm run --silent check-history -- <file> --model <model>`.
 * Standard output holds the answer and nothing else; what cannot be read is told on standard error.
 */
import { parseArgs } from "node:util";
import { checkFile, type CheckRequest, EXIT } from "./check-history/check-file";
import { MODELS } from "./check-history/models";
import { FORMATS } from "./check-history/read-history";

const USAGE = `Usage: npm run --silent check-history -- <file>... --model <model> [options]

  <file>               a history of Jepsen, Knossos, Elle, elle-cli or Porcupine
  --model <model>      ${Object.keys(MODELS).join(", ")}
  --consistency <level>
                       what it is checked for, in Elle's names: linearizable for objects unless you say otherwise,
                       strict-serializable for transactions
  --format <format>    ${FORMATS.join(", ")}; auto looks at the file
  --total <n>          bank: what all accounts hold together (the sum of the first read)
  --allow-negative     bank: accounts may be overdrawn
  --group-size <n>     long-fork: how many keys are read together (as many as a read has)
  --json               one JSON object a line for each file

Exit code: 0 valid, 1 invalid, 2 unknown, 3 a file cannot be read; of several files the worst
`;

interface Command {
  readonly files: readonly string[];
  readonly request: CheckRequest;
}

/** What is wrong with the words, as a text, or the command. */
export function readArguments(words: readonly string[]): Command | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        model: { type: "string" },
        consistency: { type: "string" },
        format: { type: "string", default: "auto" },
        total: { type: "string" },
        "allow-negative": { type: "boolean", default: false },
        "group-size": { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    if (positionals.length === 0) return "Name a file.";
    const model = values.model === undefined ? undefined : MODELS[values.model];
    if (values.model === undefined || model === undefined) return `Name a --model: ${Object.keys(MODELS).join(", ")}.`;
    const consistency = values.consistency ?? model.consistency;
    if (model.checkFor(consistency) === null) return `${values.model} cannot be checked for ${consistency}.`;
    const format = FORMATS.find((name) => name === values.format);
    if (format === undefined) return `There is no format ${values.format}, only ${FORMATS.join(", ")}.`;
    const total = values.total === undefined ? null : Number(values.total);
    const groupSize = values["group-size"] === undefined ? null : Number(values["group-size"]);
    if (total !== null && !Number.isFinite(total)) return "--total needs a number.";
    if (groupSize !== null && !(Number.isInteger(groupSize) && groupSize > 0)) return "--group-size needs a whole number above 0.";
    const options = { total, allowNegative: values["allow-negative"], groupSize };
    return { files: positionals, request: { model: values.model, consistency, format, options, json: values.json } };
  } catch (problem) {
    if (!(problem instanceof TypeError)) throw problem; // parseArgs refuses unknown options with a TypeError
    return problem.message;
  }
}

async function main(words: readonly string[]): Promise<number> {
  const command = readArguments(words);
  if (typeof command === "string") {
    process.stderr.write(`${command}\n\n${USAGE}`);
    return EXIT.unreadable;
  }
  let worst: number = EXIT.valid;
  for (const file of command.files) {
    const { lines, problem, exitCode } = await checkFile(file, command.request, () => performance.now());
    for (const line of lines) process.stdout.write(`${line}\n`);
    if (problem !== null) process.stderr.write(`${problem}\n`);
    worst = Math.max(worst, exitCode);
  }
  return worst;
}

if (import.meta.url === new URL(process.argv[1] ?? "", "file:").href) {
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = EXIT.unreadable;
    },
  );
}
