/**
 * The command line of the content: `npm run --silent content -- check`, `report --json`, `inventory ...`.
 * Works after `npm ci` alone. Standard output holds the answer and nothing else; how to use it goes to standard error.
 */
import { parseArgs } from "node:util";

const USAGE = `Usage: npm run --silent content -- <command> [--content <folder>]

  check                     all errors of all files, with file and line; exit code 1 if there is one
  report --json             what there is, as counts
  schemas                   writes a JSON Schema for each kind of file into .schemas of the content folder, and prints
                            the settings by which an editor finds them
  qti --out <folder> [--topic <topic>] [--variants <n>]
                            the exercises as a QTI 3.0 package, with n variants of those that are drawn (1 if not said),
                            and a list of those that QTI cannot say
  inventory --curriculum <folder> --sources <folder>
                            rebuilds content/inventory.json from concepts.json and learning-order.json, and
                            content/source-shingles.json from the .txt files of the source documents

  --content <folder>        the content folder; otherwise CONTENT_DIR, otherwise ./content
`;

const EXIT_FAULTY = 1;
const EXIT_USAGE = 2;

/** Runs one command; gives back the exit code. */
async function main(words: readonly string[]): Promise<number> {
  const given = readArguments(words);
  if (given === null) return refuse();
  const { command, options } = given;
  if (command === "check") {
    const { check } = await import("./content/check");
    return say(check(options.content, new Date().getFullYear()));
  }
  if (command === "report" && options.json) {
    const { report } = await import("./content/report");
    return say(report(options.content));
  }
  if (command === "schemas") {
    const { schemas } = await import("./content/schemas");
    return say(schemas(options.content));
  }
  if (command === "qti" && options.out !== undefined) {
    const { qti, VARIANTS_MAX } = await import("./content/qti");
    const variants = Number(options.variants);
    if (!Number.isInteger(variants) || variants < 1 || variants > VARIANTS_MAX) return refuse();
    return say(qti({ content: options.content, out: options.out, topic: options.topic, variants }));
  }
  if (command === "inventory" && options.curriculum !== undefined && options.sources !== undefined) {
    const { rebuildInventory } = await import("./content/rebuild-inventory");
    return say(rebuildInventory({ content: options.content, curriculum: options.curriculum, sources: options.sources }));
  }
  return refuse();
}

/** Null if the words are no command of this tool. */
function readArguments(words: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        content: { type: "string" },
        json: { type: "boolean", default: false },
        curriculum: { type: "string" },
        sources: { type: "string" },
        out: { type: "string" },
        topic: { type: "string" },
        variants: { type: "string", default: "1" },
      },
    });
    const [command] = positionals;
    return positionals.length === 1 && command !== undefined ? { command, options: values } : null;
  } catch (problem) {
    if (!(problem instanceof TypeError)) throw problem; // parseArgs refuses unknown options with a TypeError
    process.stderr.write(`${problem.message}\n`);
    return null;
  }
}

function say({ text, isGood }: { readonly text: string; readonly isGood: boolean }): number {
  process.stdout.write(`${text}\n`);
  return isGood ? 0 : EXIT_FAULTY;
}

function refuse(): number {
  process.stderr.write(USAGE);
  return EXIT_USAGE;
}

process.exitCode = await main(process.argv.slice(2));
