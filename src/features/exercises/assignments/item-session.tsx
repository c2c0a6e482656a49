"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import type { ItemOutput, SubmitItemOutput } from "@/contracts/exercises/assignments";
import { useTRPCClient } from "../../trpc";
import { FeedbackView } from "../feedback-view";
import { Question } from "../question";
import styles from "../feedback.module.css";
import { assignmentHref, itemHref } from "./addresses";

type Taken = Exclude<SubmitItemOutput, { outcome: "unreadable" }>;

/** One exercise of homework, from the question to what may be told of the answer. */
export function ItemSession({ item }: { item: ItemOutput }) {
  const { assignment, place, opened } = item;
  const { variantId, exercise } = opened;
  const api = useTRPCClient();
  const [taken, setTaken] = useState<Taken | null>(null);
  // The wish for another attempt is fulfilled: loading the page again is none.
  useEffect(() => {
    if (location.search !== "") history.replaceState(null, "", itemHref(assignment.id, place));
  }, [assignment.id, place]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (taken === null) return;
    window.scrollTo({ top: 0 });
    heading.current?.focus();
  }, [taken]);

  const crumb = (
    <nav className="crumb" aria-label="Where you are">
      <Link href={assignmentHref(assignment.id)}>{assignment.title}</Link>
      <ChevronRight className="ico s" aria-hidden="true" />
      <b className="truncate">
        {place} of {assignment.items}
      </b>
    </nav>
  );
  const isAnswered = taken !== null || opened.attemptId !== null;
  if (!isAnswered) {
    return (
      <Question<Taken>
        opened={opened}
        crumb={crumb}
        use={{
          send: (draft) => api.exercises.assignments.submit.mutate({ assignmentId: assignment.id, variantId, ...draft }),
          askHint: (number) => api.exercises.assignments.hint.mutate({ assignmentId: assignment.id, variantId, number }),
          onDone: setTaken,
        }}
      />
    );
  }
  const actions = <Onwards item={item} mayAnswerAgain={taken?.mayAnswerAgain ?? item.mayAnswerAgain} />;
  const attempt = taken?.outcome === "graded" ? taken.attempt : item.feedback;
  if (attempt !== null) return <FeedbackView attempt={attempt} inAssignment={{ crumb, actions }} headingRef={heading} />;
  return (
    <div className="wrap">
      {crumb}
      <div className={styles.head}>
        <div>
          <h1 ref={heading} tabIndex={-1}>
            Taken
          </h1>
          <p className={styles.sub}>{exercise.title}. What it counts, and why, is told when the assignment is over for everybody.</p>
        </div>
        {actions}
      </div>
    </div>
  );
}

function Onwards({ item: { assignment, place }, mayAnswerAgain }: { item: ItemOutput; mayAnswerAgain: boolean }) {
  const isLast = place >= assignment.items;
  return (
    <div className={`row ${styles.actions}`}>
      {mayAnswerAgain && (
        <Link className="btn" href={`${itemHref(assignment.id, place)}?again=1`} prefetch={false}>
          Answer again
        </Link>
      )}
      <Link className="btn pri" href={isLast ? assignmentHref(assignment.id) : itemHref(assignment.id, place + 1)} prefetch={false}>
        {isLast ? "Back to the assignment" : "Next exercise"}
      </Link>
    </div>
  );
}
