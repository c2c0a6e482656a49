/** `content check`: every fault of every file. */
import path from "node:path";
import { findProblems, problemText } from "@/server/catalog/check-content";
import { contentDirectory, readContent } from "@/server/catalog/read-content";

/** One line a fault, a summary last; good if there is no error (warnings do not count). */
export function check(given: string | undefined, year: number): { text: string; isGood: boolean } {
  const directory = contentDirectory(given);
  const tree = readContent(directory);
  const problems = findProblems(tree, year);
  const shown = path.relative(process.cwd(), directory);
  const folder = shown === "" ? "" : `${shown}/`;
  const errors = problems.filter(({ level }) => level === "error").length;
  const cards = tree.concepts.reduce((sum, concept) => sum + concept.cards.length, 0);
  const exercises = tree.concepts.reduce((sum, concept) => sum + concept.exercises.length, 0);
  const counts = [count(tree.concepts.length, "concept"), count(cards, "card"), count(exercises, "exercise"), count(tree.plans.length, "plan"), count(tree.labs.length, "lab"), count(tree.scenarios.length, "scenario")];
  const faults = `${errors === 0 ? "no errors" : count(errors, "error")}, ${count(problems.length - errors, "warning")}`;
  const lines = problems.map((problem) => problemText(problem, folder));
  return { text: [...lines, `${counts.join(", ")}: ${faults}`].join("\n"), isGood: errors === 0 };
}

const count = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? "" : "s"}`;
