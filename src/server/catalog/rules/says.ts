/** E8: the words for whoever took a wrong road. They speak to a thinking person, and give a reason instead of a verdict. */
import type { ExerciseFile } from "@/contracts/content/exercise-file";
import type { Path } from "../content-tree";
import { forAllExercises } from "./rule";

const SAY = [20, 260] as const;
const VERDICT = /^(wrong|incorrect|no[,.]|correct[,.!]|right[,.!]|well done)/i;

interface PlacedSay {
  readonly path: Path;
  readonly who: string;
  readonly say: string | undefined;
}

export const says = forAllExercises((exercise, path, findings) => {
  const written = new Set<string>();
  for (const { path: field, who, say } of saysOf(exercise, path)) {
    if (say === undefined) {
      findings.error("E8.say", field, `${exercise.id} ${who}: say is missing`);
      continue;
    }
    findings.length("E8.say", [...field, "say"], `${exercise.id} ${who}`, say, SAY);
    if (written.has(say)) findings.error("E8.say", [...field, "say"], `${exercise.id} ${who}: the same words twice`);
    if (VERDICT.test(say)) findings.error("E8.say", [...field, "say"], `${exercise.id} ${who}: a verdict instead of a reason`);
    written.add(say);
  }
});

/** Every place that needs words: only the right option of an mcq or a blank, live items and true partners need none. */
function saysOf(exercise: ExerciseFile, path: Path): PlacedSay[] {
  const placed = <T extends { say?: string | undefined }>(field: string | Path, list: readonly T[], who: (part: T) => string, needs: (part: T) => boolean) =>
    list.flatMap((part, index) => {
      if (!needs(part) && part.say === undefined) return [];
      return [{ path: [...path, ...[field].flat(), index], who: who(part), say: part.say }];
    });
  const always = () => true;
  switch (exercise.type) {
    case "mcq":
      return placed("options", exercise.options, ({ id }) => id, ({ right }) => right !== true);
    case "multi":
    case "scenario":
      return placed("options", exercise.options, ({ id }) => id, always);
    case "order":
      return [
        ...placed("items", exercise.items, ({ id }) => id, ({ unused }) => unused === true),
        ...placed("mistakes", exercise.mistakes, ({ when }) => when.join(" before "), always),
      ];
    case "match":
      return [
        ...placed("right", exercise.right, ({ id }) => id, ({ decoy }) => decoy === true),
        ...placed("mistakes", exercise.mistakes, ({ left, right }) => `${left} with ${right}`, always),
      ];
    case "numeric":
      return placed("mistakes", exercise.mistakes, ({ value }) => String(value), always);
    case "free-text":
      return [...placed("ideas", exercise.ideas, ({ id }) => id, always), ...placed("forbidden", exercise.forbidden ?? [], ({ id }) => id, always)];
    case "trace":
      return placed("mutants", exercise.mutants ?? [], ({ name }) => name, always);
    case "hotspot":
      return placed("mistakes", exercise.mistakes, ({ part }) => part, always);
    case "diagram":
      return placed("must", exercise.must, ({ id }) => id, always);
    case "cloze":
      return Object.entries(exercise.blanks).flatMap(([id, blank]) => {
        const field = ["blanks", id, "choices" in blank ? "choices" : "mistakes"];
        if ("choices" in blank) return placed(field, blank.choices, (choice) => `${id}=${choice.id}`, ({ right }) => right !== true);
        return placed(field, blank.mistakes ?? [], ({ given }) => `${id}=${given.join(" or ")}`, always);
      });
  }
}
