import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ExerciseSummary } from "@/contracts/exercises/exercises";
import { practiceHref } from "./addresses";

/** The letters of a variant id that are shown: enough to tell two tabs apart. */
const VARIANT_LETTERS = 4;

/** Taller for a finger, without moving anything. */
const TOUCH = "max-sm:-my-3 max-sm:py-3";

export function ExerciseCrumb({ exercise, variantId }: { exercise: ExerciseSummary; variantId: string }) {
  const arrow = <ChevronRight className="ico s" aria-hidden="true" />;
  return (
    <nav className="crumb" aria-label="Where you are">
      <Link href="/practice" className={TOUCH}>
        Practice
      </Link>
      {arrow}
      <Link href={practiceHref({ topic: exercise.topic.id })} className={`truncate ${TOUCH}`}>
        {exercise.topic.title}
      </Link>
      <span className="max-sm:hidden">{arrow}</span>
      <b className="truncate max-sm:hidden">{exercise.title}</b>
      <span className="grow" />
      <span className="badge num max-sm:hidden!">variant {variantId.slice(0, VARIANT_LETTERS)}</span>
    </nav>
  );
}
