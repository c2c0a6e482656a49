// The second tier: what takes too long for every run. Each program of each lab, and each long comparison of checkers with
// definitions, has a line in a committed table, with hashes of all that its result depends on, so that `npm test` can
// tell whether the line still speaks of these sources.
import fs from "node:fs";
import path from "node:path";
import { CHECKOUT } from "./checkout.js";
import { importedBelow } from "./imported-files.js";
import { hashOf } from "./source-hash.js";

export const TABLE = "tests/deep-results.json";
const LABS = "content/labs";

/** @param {string} file */
const isSource = (file) => !/\.test\.ts$/.test(file);

/** Which values are equal. */
const VALUES = ["src/domain/checkers/identity.ts", "src/domain/checkers/json-key.ts"];

/** @param {...string} names */
const support = (...names) => ["tests/deep/transaction-fuzz.test.ts", ...names.map((name) => `tests/support/${name}.ts`)];

/** @param {readonly string[]} folders and what they lean on in the kernel */
const withKernel = (folders) => [...folders, ...importedBelow(folders, "src/domain/kernel", isSource)];

/**
 * Comparisons on many small histories: what is compared, and what draws the histories and defines what is right.
 * @type {Record<string, { checkers: readonly string[], definitions: readonly string[] }>}
 */
const FUZZ = {
  "fuzz/transactions": {
    checkers: ["src/domain/checkers/graph", "src/domain/checkers/history", "src/domain/checkers/transactions", ...VALUES],
    definitions: support("compare-transactions", "draw-transactions", "transaction-histories", "transaction-oracles"),
  },
  "fuzz/linearizability": {
    checkers: ["src/domain/checkers/history", "src/domain/checkers/linearizability", ...VALUES],
    definitions: ["tests/deep/linearizability-fuzz.test.ts", ...["compare-linearizability", "drawn-objects", "object-histories"].map((name) => `tests/support/${name}.ts`)],
  },
  "fuzz/processes": {
    checkers: ["src/domain/checkers/graph", "src/domain/checkers/sessions", "src/domain/checkers/transactions/finding.ts", ...VALUES],
    definitions: support("draw-accesses", "register-oracles"),
  },
};

/**
 * Stories of rooms on networks that fail: what holds a room together, and what simulates the rest.
 * @type {Record<string, Record<string, readonly string[]>>}
 */
const STORIES = {
  "fuzz/rooms": {
    // Of the rest of a room's state the stories use that it holds the board: 200 of them in every run notice if it no longer does.
    board: withKernel(["src/domain/interviews/board"]),
    session: ["board/board-sync.ts", "room/session-core.ts", "room/next-batch.ts", "room/backoff.ts"].map((file) => `src/features/interviews/${file}`),
    simulation: ["tests/deep/rooms.test.ts", "tests/support/rooms", "tests/support/board-elements.ts"],
  },
};

/** Spoilt answers to exercises of every type and of every generator. */
const ANSWERS = "fuzz/answers";
const GRADING = ["draw-variant", "grade", "right-answer"].map((name) => `src/domain/exercises/${name}.ts`);

/** A line a lab: how few events show the failures of its wrong programs. */
const SHRUNK = "shrunk/";
const SHRUNK_LABS = ["unique-ids", "broadcast"];

/** A line a lab: its reference gives the pinned runs in every process. */
const SAME_HASH = "same-hash/";

/**
 * Judges that are killed and paused. Whose programs they judge does not matter to it, so nothing of labs is among it: each
 * run of `npm test` plays a small story of the same kind.
 */
const KILLS = "kills/judges";
const QUEUE = ["submit-run", "run-store", "run-queue-store", "run-record-store", "record-verdict", "excerpt-store", "bring-failed-cards", "hidden-seeds"].map((name) => `src/server/labs/${name}.ts`);
const PLATFORM = ["bell", "database", "listen", "retry-transaction"].map((name) => `src/server/platform/${name}.ts`);

/** @typedef {Record<string, string>} MadeFrom hashes by part */
/**
 * @typedef {object} DeepResult
 * @property {number} seeds how many were run: all, or until a wrong program was caught
 * @property {number} failed on how many of them the program failed
 * @property {number | null} firstFailed the first of them, or null
 * @property {Record<string, number>} failedChecks by check, on how many seeds it failed
 * @property {string} traceHashes one hash over the trace hashes of all seeds
 */
/**
 * @typedef {object} FuzzResult
 * @property {number} histories how many were compared
 * @property {number} differences on how many of them the checker and the definition did not say the same
 */
/**
 * @typedef {object} StoriesResult
 * @property {number} stories how many were played
 * @property {number} broken in how many of them something was lost, twice or different
 */
/**
 * @typedef {object} ShrunkResult
 * @property {Record<string, { run: number, shrunk: number | null, shown: number | null }>} events by wrong program: of the run, of what is left of it, and of that what the page shows; null where its failure is a figure of the whole run
 */
/**
 * @typedef {object} SameHashResult
 * @property {number} seedsPlayed of the pinned ones
 * @property {number} processes in each of which they gave the pinned runs
 */
/**
 * @typedef {object} AnswersResult
 * @property {number} answers how many were sent
 * @property {number} faults at how many of them a grader threw, or gave what is no verdict
 */
/**
 * @typedef {object} KillsResult
 * @property {number} programs how many were submitted
 * @property {number} verdicts how many of them have one, written once, the one that they earn
 * @property {{ passed: number, failed: number, unknown: number }} earned by verdict
 * @property {number} kills of judges
 * @property {number} pauses of judges, longer than a lease
 * @property {number} takeOvers of runs whose judge was gone
 * @property {number} overtaken judges that came back when another had their run
 */
/** @typedef {DeepResult | FuzzResult | StoriesResult | ShrunkResult | SameHashResult | AnswersResult | KillsResult} Result */
/** @typedef {Result & { madeFrom: MadeFrom }} DeepLine */

/** @param {string} folder @returns {string[]} */
const listed = (folder) => (fs.existsSync(path.join(CHECKOUT, folder)) ? fs.readdirSync(path.join(CHECKOUT, folder)).sort() : []);

/** @returns {string[]} the names of the lines of labs: "<lab>/reference.ts", "<lab>/wrong/<mistake>.ts" */
export function labLines() {
  return listed(LABS).flatMap((lab) => [
    ...["reference.ts", "starter.ts"].filter((file) => listed(`${LABS}/${lab}`).includes(file)).map((file) => `${lab}/${file}`),
    ...listed(`${LABS}/${lab}/wrong`).map((file) => `${lab}/wrong/${file}`),
  ]);
}

/** @returns {string[]} the folders that are labs */
const labFolders = () => listed(LABS).filter((lab) => listed(`${LABS}/${lab}`).includes("lab.yaml"));

/** @returns {string[]} "shrunk/<lab>" */
export const shrunkLines = () => SHRUNK_LABS.map((lab) => SHRUNK + lab);

/** @returns {string[]} "same-hash/<lab>" */
export const sameHashLines = () => labFolders().map((lab) => SAME_HASH + lab);

/** @returns {string[]} the names of the lines that there have to be */
export const expectedLines = () => [...Object.keys(FUZZ), ...Object.keys(STORIES), ANSWERS, KILLS, ...sameHashLines(), ...shrunkLines(), ...labLines()];

/**
 * @param {string} line
 * @returns {MadeFrom} hashes of what its result depends on
 */
export function madeFrom(line) {
  const fuzz = FUZZ[line];
  if (fuzz !== undefined) return { checkers: hashOf(withKernel(fuzz.checkers), isSource), definitions: hashOf(fuzz.definitions) };
  const stories = STORIES[line];
  if (stories !== undefined) return Object.fromEntries(Object.entries(stories).map(([part, files]) => [part, hashOf([...files], (file) => isSource(file) || file.startsWith("tests/"))]));
  if (line === ANSWERS) return madeFromAnswers();
  if (line === KILLS) return madeFromKills();
  const { lab, programs, by } = labOf(line);
  const rules = rulesOf(lab, by);
  const below = (/** @type {string[]} */ ...folders) => hashOf(rules.filter((file) => folders.some((folder) => file.startsWith(`src/domain/${folder}/`))));
  return {
    lab: hashOf([`${LABS}/${lab}/lab.yaml`, programs]),
    rules: below("labs"),
    simulator: below("simulator", "kernel"),
    checkers: below("checkers"),
    sandbox: hashOf(["src/sandbox", "workers/judge/fence"], (file) => isSource(file) && !file.includes("/frame/")),
  };
}

/**
 * What a line about a lab plays, and what plays it.
 * @param {string} line
 * @returns {{ lab: string, programs: string, by: "run-seed" | "shrink-run" }}
 */
function labOf(line) {
  const [first = "", ...rest] = line.split("/");
  const lab = rest.join("/");
  if (`${first}/` === SHRUNK) return { lab, programs: `${LABS}/${lab}/wrong`, by: "shrink-run" };
  if (`${first}/` === SAME_HASH) return { lab, programs: `${LABS}/${lab}/reference.ts`, by: "run-seed" };
  return { lab: first, programs: `${LABS}/${line}`, by: "run-seed" };
}

/** @returns {MadeFrom} */
const madeFromAnswers = () => ({
  grading: hashOf([...GRADING, ...importedBelow(GRADING, "src/domain", isSource)]),
  border: hashOf(["exercises", "diagram"].map((name) => `src/contracts/exercises/${name}.ts`)),
  answers: hashOf(["tests/deep/answers.test.ts", "tests/support/any-answer.ts", "tests/support/exercise-fixtures.ts"]),
});

/** @returns {MadeFrom} */
const madeFromKills = () => ({
  judge: hashOf(["workers/judge"], (file) => isSource(file) && !file.includes("/fence/")),
  queue: hashOf([...QUEUE, ...PLATFORM, "prisma/schema/labs.prisma"]),
  story: hashOf(["tests/deep/kills.test.ts", ...["kill-story", "judge-processes", "drawn-programs", "small-content"].map((name) => `tests/support/${name}.ts`)]),
});

/**
 * A lab's own rules, and what is done by them: another lab's change is none of its business.
 * @param {string} lab
 * @param {"run-seed" | "shrink-run"} by what plays and judges by the rules
 * @returns {string[]} files of the domain
 */
function rulesOf(lab, by) {
  const entries = [`src/domain/labs/${lab}.ts`, `src/domain/labs/${by}.ts`];
  return [...new Set([...entries, ...importedBelow(entries, "src/domain", isSource)])].sort();
}

/** @returns {Record<string, DeepLine>} */
export function readTable() {
  const file = path.join(CHECKOUT, TABLE);
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
}

/**
 * Writes one line at once, so that a run that is stopped goes on where it was. Lines of programs that are gone leave.
 * @param {string} name
 * @param {Result} result
 */
export function writeLine(name, result) {
  const table = { ...readTable(), [name]: { ...result, madeFrom: madeFrom(name) } };
  const kept = expectedLines().flatMap((line) => (table[line] === undefined ? [] : [[line, table[line]]]));
  fs.writeFileSync(path.join(CHECKOUT, TABLE), `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}

/**
 * What is wrong with a line, or null.
 * @param {string} name
 * @returns {string | null}
 */
export function lineFault(name) {
  const line = readTable()[name];
  if (line === undefined) return `${name} has no line`;
  if ("differences" in line) {
    if (line.differences > 0) return `${name} found ${line.differences} differences in ${line.histories} histories`;
  } else if ("faults" in line) {
    if (line.faults > 0) return `${name} found ${line.faults} faults in ${line.answers} answers`;
  } else if ("broken" in line) {
    if (line.broken > 0) return `${name} was broken in ${line.broken} of ${line.stories} stories`;
  } else if ("verdicts" in line) {
    if (line.verdicts !== line.programs) return `${name} gave ${line.verdicts} of ${line.programs} programs the verdict that they earn`;
  } else if ("failed" in line && (line.failed === 0) !== name.endsWith("/reference.ts")) return `${name} failed on ${line.failed} of ${line.seeds} seeds`;
  const now = madeFrom(name);
  const changed = Object.entries(now).flatMap(([part, hash]) => (line.madeFrom[part] === hash ? [] : [part]));
  return changed.length === 0 ? null : `${name} is of another ${changed.join(" and ")}`;
}
