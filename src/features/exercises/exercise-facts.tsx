import Link from "next/link";
import type { ExerciseSummary } from "@/contracts/exercises/exercises";
import { percent } from "@/ui/words";
import { ReportItem } from "../report-item";
import { forecastOf, TYPE_WORDS } from "./words";

/** What is known of an exercise beforehand. */
export function ExerciseFacts({ exercise, variantId }: { exercise: ExerciseSummary; variantId: string }) {
  return (
    <section>
      <h2>This exercise</h2>
      <dl className="num">
        <div>
          <dt>Concept</dt>
          <dd>
            <Link className="link" href={`/library/concepts/${exercise.concept.id}`}>
              {exercise.concept.title}
            </Link>
          </dd>
        </div>
        <div>
          <dt>Type</dt>
          <dd>{TYPE_WORDS[exercise.type]}</dd>
        </div>
        <div>
          <dt>Right at first sight</dt>
          <dd>{forecastOf(exercise)}, a forecast</dd>
        </div>
        <div>
          <dt>Takes about</dt>
          <dd>{exercise.minutes} min</dd>
        </div>
        <div>
          <dt>Your answers</dt>
          <dd>{exercise.bestScore === null ? "none yet" : `${exercise.attempts}, best ${percent(exercise.bestScore)}`}</dd>
        </div>
      </dl>
      <ReportItem kind="exercise" itemId={exercise.id} variantId={variantId} />
    </section>
  );
}
