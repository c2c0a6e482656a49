import Link from "next/link";
import type { ListInput, ListOutput } from "@/contracts/exercises/exercises";
import type { DueExercises } from "@/contracts/today/today";
import { AssignmentList } from "./assignments/assignment-list";
import type { ShownAssignment } from "./assignments/words";
import { DueBack } from "./due-back";
import { ExerciseList } from "./exercise-list";
import { ListFilters } from "./list-filters";

interface PracticePageProps {
  filter: ListInput;
  list: ListOutput;
  /** What one is about to forget */
  due: DueExercises;
  /** What one's cohorts gave, the last due first */
  assignments: readonly ShownAssignment[];
}

/** What there is to practise, and where one stands. */
export function PracticePage({ filter, list, due, assignments }: PracticePageProps) {
  const { open, missed, right } = list.counts;
  const all = open + missed + right;
  return (
    <div className="wrap">
      <h1>Practice</h1>
      <AssignmentList title="From your cohorts" assignments={assignments} />
      <DueBack due={due} />
      {all === 0 ? (
        <p className="note mt-5">There are no exercises in this installation. They come with the content folder.</p>
      ) : (
        <>
          <p className="num mt-2 text-ink-2">
            {all} exercises: {open} open, {missed} missed at the last try, {right} right. A forecast says how many get it
            right at first sight.
          </p>
          <ListFilters filter={filter} topics={list.topics} concept={list.concept} counts={list.counts} />
          {list.exercises.length === 0 ? (
            <p className="note mt-6">
              <span>
                No exercise fits all of these filters.{" "}
                <Link className="link" href="/practice">
                  Show all {all}
                </Link>
              </span>
            </p>
          ) : (
            <ExerciseList exercises={list.exercises} topics={list.topics} />
          )}
        </>
      )}
    </div>
  );
}
