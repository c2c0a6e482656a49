/** E18: a text whose blanks and their fillings belong together, and that does not give them away. */
import type { ClozeExerciseFile } from "@/contracts/content/exercise-file";
import { blankIdsIn } from "@/domain/exercises/cloze";
import { sameSpelling } from "@/domain/exercises/same-spelling";
import type { Path } from "../content-tree";
import { renderInline } from "../render";
import { wordsOf } from "../text";
import { type Findings, forEachExercise, repeated } from "./rule";

const BLANKS = [1, 6] as const;
const CHOICES = [2, 5] as const;
const TEXT = [40, 600] as const;

export const cloze = forEachExercise(["cloze"], (exercise, path, findings) => {
  const { id, text, blanks } = exercise;
  const bad = (code: string, field: Path, message: string) => findings.error(code, [...path, ...field], `${id}: ${message}`);
  findings.length("E18.text", [...path, "text"], `${id} text`, text, TEXT);
  const asked = blankIdsIn(text);
  const [min, max] = BLANKS;
  if (asked.length < min || asked.length > max) bad("E18.blanks", ["text"], `${asked.length} blanks, allowed ${min}-${max}`);
  for (const twice of repeated(asked)) bad("E18.blanks", ["text"], `[[${twice}]] stands in the text twice`);
  for (const blank of asked) if (!Object.hasOwn(blanks, blank)) bad("E18.blanks", ["text"], `[[${blank}]] has no entry in blanks`);
  for (const [blank, filling] of Object.entries(blanks)) {
    const field = ["blanks", blank];
    if (!asked.includes(blank)) bad("E18.blanks", field, `the text has no [[${blank}]]`);
    if ("choices" in filling) checkChoices(exercise, blank, filling.choices, [...path, ...field, "choices"], findings);
    else checkTyped(exercise, blank, filling, [...path, ...field], findings);
  }
});

type Blank = ClozeExerciseFile["blanks"][string];
type Choices = Extract<Blank, { choices: unknown }>["choices"];
type Typed = Extract<Blank, { accept: unknown }>;

function checkChoices({ id }: ClozeExerciseFile, blank: string, choices: Choices, field: Path, findings: Findings): void {
  const bad = (message: string) => findings.error("E18.choices", field, `${id}: ${blank} ${message}`);
  const [min, max] = CHOICES;
  if (choices.length < min || choices.length > max) bad(`has ${choices.length} choices, allowed ${min}-${max}`);
  const right = choices.filter((choice) => choice.right);
  if (right.length !== 1) bad(`has ${right.length} right choices, exactly 1 is asked`);
  else if (!choices[0]?.right) bad("is to have its right choice first");
  for (const twice of repeated(choices.map((choice) => choice.id))) bad(`has two choices called ${twice}`);
  for (const twice of repeated(choices.map(({ text }) => text.toLowerCase()))) bad(`has two choices that say "${twice}"`);
  // A list of the browser shows plain text only.
  for (const { text } of choices) if (renderInline(text).includes("<")) bad(`has Markdown in the choice "${text}"; plain text is asked`);
}

function checkTyped({ id, text }: ClozeExerciseFile, blank: string, { accept, mistakes = [] }: Typed, field: Path, findings: Findings): void {
  const bad = (code: string, message: string) => findings.error(code, field, `${id}: ${blank} ${message}`);
  const rest = ` ${wordsOf(text.replace(/\[\[[^\]]*\]\]/g, " ")).join(" ")} `;
  const answer = wordsOf(accept[0] ?? "").join(" ");
  if (answer.length > 2 && rest.includes(` ${answer} `)) bad("E18.leak", `has its answer "${accept[0] ?? ""}" in the rest of the text`);
  for (const given of mistakes.flatMap((mistake) => mistake.given)) {
    if (accept.some((right) => sameSpelling(right, given))) bad("E18.mistake", `calls "${given}" a mistake and accepts it`);
  }
}
