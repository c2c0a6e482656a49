/**
 * The judge on the command line: `npm run --silent judge -- <lab> <file>`. Runs the same fence, simulator and checkers
 * as a submission, on public seeds. Standard output holds the answer and nothing else.
 */
import { parseArgs } from "node:util";
import type { JudgeArguments } from "./judge/judge-file";

const USAGE = `Usage: npm run --silent judge -- <lab> <file> [--seeds <n> | --seed <n>] [--search] [--json]

  <lab>           the lab's name, such as unique-ids
  <file>          a program, in TypeScript or JavaScript
  --seeds <n>     runs the seeds 1 to n (64)
  --seed <n>      runs this seed alone
  --search        looks at all runs of the lab's small clusters; without --seeds or --seed at nothing else
  --json          one JSON object instead of lines

Exit code: 0 passed, 1 failed, 2 unknown (a run was cut off), 3 the lab or the program cannot be read
`;

const EXIT_UNREADABLE = 3;
const SEEDS_DEFAULT = 64;
const SEED_MAX = 100_000;

/** Null if the words are no command of this tool. */
export function readArguments(words: readonly string[]): JudgeArguments | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { seeds: { type: "string" }, seed: { type: "string" }, search: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
    });
    const [lab, file, ...rest] = positionals;
    const number = Number(values.seed ?? values.seeds ?? SEEDS_DEFAULT);
    const fits = Number.isInteger(number) && number >= 1 && number <= SEED_MAX;
    if (lab === undefined || file === undefined || rest.length > 0 || !fits || (values.seed !== undefined && values.seeds !== undefined)) return null;
    const isNamed = values.seed !== undefined || values.seeds !== undefined;
    const seeds = values.search && !isNamed ? [] : values.seed === undefined ? Array.from({ length: number }, (_, index) => index + 1) : [number];
    return { lab, file, seeds, search: values.search, json: values.json };
  } catch {
    return null;
  }
}

async function main(words: readonly string[]): Promise<number> {
  const request = readArguments(words);
  if (request === null) {
    process.stderr.write(USAGE);
    return EXIT_UNREADABLE;
  }
  // Not before the arguments are known to be good: this loads the catalog, the labs and the fence.
  const { judgeFile } = await import("./judge/judge-file");
  const { lines, exitCode } = await judgeFile(request);
  for (const line of lines) console.log(line);
  return exitCode;
}

if (import.meta.url === new URL(process.argv[1] ?? "", "file:").href) {
  main(process.argv.slice(2)).then(
    (code) => process.exit(code),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(EXIT_UNREADABLE);
    },
  );
}
