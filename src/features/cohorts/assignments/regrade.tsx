"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { AssignmentResults, RegradePreview } from "@/contracts/cohorts/assignments";
import { Field, Outcome } from "@/ui/form-parts";
import { counted, percent } from "@/ui/words";
import { useTRPC, useTRPCClient, wordsOf } from "../../trpc";
import { useShownName } from "../shown-names";
import styles from "./assignments.module.css";

const ALL = "";

/** Grading again by the exercises as they are today: first what would change, then the change. */
export function Regrade({ results: { cohort, assignment, items, learners } }: { results: AssignmentResults }) {
  const trpc = useTRPC();
  const api = useTRPCClient();
  const router = useRouter();
  const shownName = useShownName();
  const [learnerId, setLearnerId] = useState(ALL);
  const [exerciseId, setExerciseId] = useState(ALL);
  const scope = { cohortId: cohort.id, assignmentId: assignment.id, learnerId: learnerId === ALL ? null : learnerId, exerciseId: exerciseId === ALL ? null : exerciseId };
  const preview = useMutation({ mutationFn: () => api.cohorts.assignments.previewRegrade.query(scope) });
  const apply = useMutation(
    trpc.cohorts.assignments.applyRegrade.mutationOptions({
      onSuccess: () => {
        preview.reset();
        router.refresh();
      },
    }),
  );
  const narrow = (set: (value: string) => void) => (event: { target: { value: string } }) => {
    set(event.target.value);
    preview.reset();
    apply.reset();
  };
  const nameOf = (id: string, name: string) => shownName(name, learners.findIndex((learner) => learner.id === id));
  return (
    <section className={styles.panel} aria-labelledby="regrade">
      <h2 id="regrade">Grade again</h2>
      <p className="hint">By the exercises as they are today, for instance after a key was mended. Each answer keeps its first score too.</p>
      <Field label="Whose answers">
        {(wiring) => (
          <select {...wiring} value={learnerId} onChange={narrow(setLearnerId)}>
            <option value={ALL}>the whole cohort</option>
            {learners.map(({ id, name }, index) => (
              <option key={id} value={id}>
                {shownName(name, index)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="To which exercise">
        {(wiring) => (
          <select {...wiring} value={exerciseId} onChange={narrow(setExerciseId)}>
            <option value={ALL}>all of them</option>
            {items.map(({ exerciseId: id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <button type="button" className="btn w-fit" aria-disabled={preview.isPending} onClick={() => !preview.isPending && preview.mutate()}>
        Show what would change
      </button>
      {preview.isSuccess && <Changes preview={preview.data} nameOf={nameOf} isBusy={apply.isPending} onApply={() => apply.mutate({ ...scope, digest: preview.data.digest })} />}
      <Outcome
        problem={preview.isError ? wordsOf(preview.error) : apply.isError ? wordsOf(apply.error) : null}
        done={apply.isSuccess && `${counted(apply.data.changed, "answer")} changed.`}
      />
    </section>
  );
}

interface ChangesProps {
  preview: RegradePreview;
  nameOf: (id: string, name: string) => string;
  isBusy: boolean;
  onApply: () => void;
}

function Changes({ preview: { looked, unreadable, changes }, nameOf, isBusy, onApply }: ChangesProps) {
  const rest = unreadable === 0 ? "" : ` ${counted(unreadable, "answer")} cannot be graded by the rewritten exercise and would stay.`;
  return (
    <div className="grid gap-3" aria-live="polite">
      <p className="num text-[13px]">
        {changes.length === 0 ? "Nothing" : counted(changes.length, "answer")} of {looked} would change.{rest}
      </p>
      {changes.length > 0 && (
        <>
          <ul className={`${styles.changes} num`} tabIndex={0} aria-label="What would change">
            {changes.map(({ attemptId, learner, exercise, number, before, after }) => (
              <li key={attemptId}>
                {nameOf(learner.id, learner.name)}, {exercise.title}, answer {number}: {percent(before.score)} right becomes {percent(after.score)}, {percent(before.credit)} of the credit becomes {percent(after.credit)}
              </li>
            ))}
          </ul>
          <button type="button" className="btn pri w-fit" aria-disabled={isBusy} onClick={() => !isBusy && onApply()}>
            Change {counted(changes.length, "answer")}
          </button>
        </>
      )}
    </div>
  );
}
