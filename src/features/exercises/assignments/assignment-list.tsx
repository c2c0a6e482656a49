import Link from "next/link";
import { assignmentHref } from "./addresses";
import styles from "./assignments.module.css";
import { KIND_WORDS, type ShownAssignment, stateWords } from "./words";

interface AssignmentListProps {
  title: string;
  assignments: readonly ShownAssignment[];
}

/** What one's cohorts gave, a row each; nothing where there is none. */
export function AssignmentList({ title, assignments }: AssignmentListProps) {
  if (assignments.length === 0) return null;
  return (
    <section className={styles.section} aria-label={title}>
      <h2>{title}</h2>
      <ul className={styles.list}>
        {assignments.map((assignment) => (
          <li key={assignment.id}>
            <Link className={styles.row} href={assignmentHref(assignment.id)} prefetch={false}>
              <span>
                <b>{assignment.title}</b>
                <small>
                  {KIND_WORDS[assignment.kind]} of {assignment.cohort.name}
                  {assignment.minutes !== null && ` · ${assignment.minutes} minutes`}
                </small>
              </span>
              <span className="num">{stateWords(assignment)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
