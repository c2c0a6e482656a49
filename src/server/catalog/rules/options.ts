/** E8: options that are told apart by thinking, not by their looks. */
import type { ExerciseFile } from "@/contracts/content/exercise-file";
import type { Path } from "../content-tree";
import { plainText, wordsOf } from "../text";
import { type Findings, forEachExercise, repeated } from "./rule";

const COUNTS = { mcq: [3, 5], multi: [4, 7], scenario: [3, 4] } as const;
const CASE_WORDS = [40, 110] as const;
const LONGEST_TO_SHORTEST = 1.8;
/** Short options may differ by this many characters whatever the ratio. */
const SHORT_DIFFERENCE = 20;
const RIGHT_TO_OTHERS = 1.25;
const RIGHT_DIFFERENCE = 8;
const RIGHT_MIN_IN_MULTI = 2;
const ABSOLUTE = /\b(always|never)\b/i;

type AnyOption = ChoiceExercise["options"][number];
type ChoiceExercise = Extract<ExerciseFile, { type: "mcq" | "multi" | "scenario" }>;

export const options = forEachExercise(["mcq", "multi", "scenario"], (exercise, path, findings) => {
  const field = [...path, "options"];
  const { id, type, options: all } = exercise;
  const [min, max] = COUNTS[type];
  if (all.length < min || all.length > max) findings.error("E8.count", field, `${id}: ${all.length} options, allowed ${min}-${max}`);
  for (const twice of repeated(all.map((option) => option.id))) findings.error("E8.unique", field, `${id}: two options are called ${twice}`);
  for (const twice of repeated(all.map(({ text }) => plainText(text).toLowerCase()))) {
    findings.error("E8.unique", field, `${id}: two options say "${twice}"`);
  }
  checkRight(exercise, field, findings);
  checkLengths(exercise, field, findings);
  if (type === "scenario") checkCase(exercise, path, findings);
  const isAbsolute = (option: (typeof all)[number]) => ABSOLUTE.test(option.text);
  if (all.some((option: AnyOption) => !isRight(option) && isAbsolute(option)) && !all.some((option) => isRight(option) && isAbsolute(option))) {
    findings.warn("E8.absolute", field, `${id}: "always" or "never" stands in distractors alone`);
  }
});

/** The best option of a scenario stands for the right one. */
const isRight = (option: AnyOption): boolean => ("score" in option ? option.score === 1 : option.right === true);

/** A case gives enough to decide by, and no more than one reads twice. */
function checkCase({ id, prompt }: ChoiceExercise, path: Path, findings: Findings): void {
  const [min, max] = CASE_WORDS;
  const { length } = wordsOf(prompt);
  if (length < min || length > max) findings.error("E8.case", [...path, "prompt"], `${id}: the case has ${length} words, allowed ${min}-${max}`);
}

function checkRight({ id, type, options: all }: ChoiceExercise, field: Path, findings: Findings): void {
  const right = all.filter(isRight).length;
  if (type !== "multi" && right !== 1) findings.error("E8.right", field, `${id}: ${right} right options, exactly 1 is asked`);
  if (type !== "multi" && right === 1 && all[0] !== undefined && !isRight(all[0])) findings.error("E8.right", field, `${id}: the right option is written first`);
  if (type === "multi" && (right < RIGHT_MIN_IN_MULTI || right === all.length)) {
    findings.error("E8.right", field, `${id}: ${right} right of ${all.length}; at least 2 right and 1 not are asked`);
  }
}

function checkLengths({ id, type, options: all }: ChoiceExercise, field: Path, findings: Findings): void {
  const lengthOf = ({ text }: { text: string }) => plainText(text).length;
  const lengths = all.map(lengthOf);
  const [longest, shortest] = [Math.max(...lengths), Math.min(...lengths)];
  if (longest - shortest > SHORT_DIFFERENCE && longest > LONGEST_TO_SHORTEST * shortest) {
    findings.error("E8.length", field, `${id}: options of ${lengths.join(", ")} characters; the longest is at most 1.8 times the shortest`);
  }
  if (type === "multi") return;
  const best = Math.max(0, ...all.filter(isRight).map(lengthOf));
  const rest = Math.max(...all.filter((option: AnyOption) => !isRight(option)).map(lengthOf));
  if (best > RIGHT_TO_OTHERS * rest && best - rest > RIGHT_DIFFERENCE) {
    findings.error("E8.length", field, `${id}: the right option is the longest by more than a quarter`);
  }
}
