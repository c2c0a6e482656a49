/** The right answer as the browser may have it once the answer is graded. */
import type { Answer, AnswerKey } from "@/contracts/exercises/exercises";
import { judgeDrawing } from "@/domain/exercises/diagram/grade-diagram";
import type { AnsweredView, Exercise, Reading, Variant, Verdict } from "@/domain/exercises/exercise";
import { formatNumber } from "@/domain/exercises/format-number";
import { type FoundClaim, readFreeText } from "@/domain/exercises/free-text";
import { cellText } from "@/domain/exercises/generators/cell-values";
import { judgeCells } from "@/domain/exercises/grade-trace";
import { readingText } from "@/domain/exercises/read-number";
import { assert } from "@/domain/kernel/assert";
import { renderInline, renderMarkdown } from "../catalog/render";
import { shortNumber } from "./short-number";

/** From this ratio between the farthest points on, a linear number line would press one end together. */
const LINEAR_RATIO_MAX = 20;

interface Graded {
  exercise: Exercise;
  variant: Variant;
  answer: Answer;
  verdict: Verdict;
}

/** The key of a variant, in its keys, with what the verdict says of each part. */
export function answerKeyOf({ exercise, variant, answer, verdict }: Graded, view: AnsweredView): AnswerKey {
  switch (view.type) {
    case "mcq":
    case "multi":
      return { type: view.type, right: view.options.filter(({ right }) => right).map(({ key }) => key) };
    case "scenario":
      return { type: "scenario", options: view.options.map(({ key, score, say }) => ({ key, score, sayHtml: renderInline(say) })) };
    case "order":
      return {
        type: "order",
        sequence: [...view.sequence],
        before: view.before.map(([first, second]) => [first, second]),
        unused: view.unused.map(({ key }) => key),
      };
    case "match":
      return { type: "match", pairs: { ...view.pairs } };
    case "cloze": {
      const missed = new Set(verdict.mistakes.flatMap(({ keys }) => keys));
      return { type: "cloze", blanks: view.blanks.map(({ key, text }) => ({ key, text, right: !missed.has(key) })) };
    }
    case "free-text": {
      assert(exercise.type === "free-text" && answer.type === "free-text", `${exercise.id} is answered in words`);
      const { ideas, forbidden } = readFreeText(exercise, answer.text);
      const found = ({ claim, sentence }: FoundClaim) => ({ sayHtml: renderInline(claim.say), points: claim.points, sentence });
      return { type: "free-text", ideas: ideas.map(found), forbidden: forbidden.filter(({ sentence }) => sentence !== null).map(found), modelHtml: renderMarkdown(view.model) };
    }
    case "trace": {
      assert(exercise.type === "trace" && variant.type === "trace" && answer.type === "trace", `${exercise.id} is a trace`);
      const judged = judgeCells(exercise, variant, answer.cells);
      assert(judged.ok, `the answer to ${exercise.id} could be graded once`);
      const cells = judged.value.map(({ cell: { id, form }, given, credit, follows }, index) => ({
        id,
        text: view.cells[index]?.text ?? "",
        givenText: given === null ? null : cellText(form, given),
        credit,
        follows,
      }));
      return { type: "trace", cells, roadHtml: view.road.map(renderInline) };
    }
    case "hotspot":
      return { type: "hotspot", right: [...view.right] };
    case "diagram": {
      assert(exercise.type === "diagram" && answer.type === "diagram", `${exercise.id} is a diagram`);
      const judged = judgeDrawing(exercise, answer.drawing);
      const requirements = view.requirements.map(({ text, points }, index) => ({ text, points, met: judged[index]?.met === true, at: [...(judged[index]?.at ?? [])] }));
      return { type: "diagram", requirements, solution: view.solution };
    }
    case "numeric":
      return numericKeyOf(exercise, view, verdict.reading);
  }
}

function numericKeyOf(exercise: Exercise, view: Extract<AnsweredView, { type: "numeric" }>, reading: Reading | null): AnswerKey {
  return {
    type: "numeric",
    unit: view.unit,
    value: view.truth,
    valueText: shortNumber(view.truth, (view.to - view.from) / 2),
    given: reading?.value ?? null,
    givenText: reading === null ? null : formatNumber(reading.value),
    readingText: reading === null ? null : readingText(reading),
    from: view.from,
    to: view.to,
    scale: scaleOf(exercise, [view.from, view.to, reading?.value ?? view.truth]),
  };
}

/** Estimates are judged by factors, so their line is logarithmic; other lines are when the points lie far apart. */
function scaleOf(exercise: Exercise, points: readonly number[]): "linear" | "log" {
  const lowest = Math.min(...points);
  if (lowest <= 0) return "linear";
  const isEstimate = exercise.type === "numeric" && exercise.credit.kind === "log";
  return isEstimate || Math.max(...points) / lowest > LINEAR_RATIO_MAX ? "log" : "linear";
}
