import type { ExerciseType, Verdict } from "@/domain/exercises/exercise";
import { assertNever } from "@/domain/kernel/assert";

/** The verdict as a heading in plain words; what a partial score counts is said with it. */
export function verdictHeading(type: ExerciseType, { score, parts, taken }: Pick<Verdict, "score" | "parts" | "taken">): string {
  if (score >= 1) return "Right";
  const start = score > 0 ? "Partly right" : "Not right";
  switch (type) {
    case "mcq":
      return start;
    case "multi":
      return `${start}: ${parts.right} of ${parts.of} taken${excess(taken.length - parts.right)}`;
    case "order":
      return `${start}: ${parts.right} of ${parts.of} pairs in order`;
    case "match":
      return `${start}: ${parts.right} of ${parts.of} joined`;
    case "numeric":
      return score > 0 ? "Near: half credit" : start;
    case "cloze":
      return `${start}: ${parts.right} of ${parts.of} blanks`;
    case "free-text":
      return `${start}: ${parts.right} of ${parts.of} ideas found`;
    case "trace":
      return `${start}: ${parts.right} of ${parts.of} cells`;
    case "hotspot":
      return parts.of === 1 ? start : `${start}: ${parts.right} of ${parts.of} parts found${excess(taken.length - parts.right)}`;
    case "diagram":
      return `${start}: ${parts.right} of ${parts.of} requirements met`;
    case "scenario":
      return score > 0 ? "Workable: half credit" : start;
    default:
      return assertNever(type, "exercise type");
  }
}

const excess = (count: number): string => (count === 0 ? "" : `, ${count} too many`);
