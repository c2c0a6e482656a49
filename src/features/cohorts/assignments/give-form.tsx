"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { ASSIGNMENT_TITLE_MAX, ATTEMPTS_MAX, EXAM_MINUTES_MAX, ITEMS_MAX } from "@/contracts/exercises/assignments";
import type { ListOutput } from "@/contracts/exercises/exercises";
import { Field, focusFirstFault, Outcome, TextField } from "@/ui/form-parts";
import { useTRPC, wordsOf } from "../../trpc";
import { resultsHref } from "../addresses";
import styles from "./assignments.module.css";
import { ChooseExercises } from "./choose-exercises";
import { faultsOf, FIRST_DRAFT, type GiveDraft, type GiveFaults, toInput } from "./give-draft";

/** The shares of credit that a further attempt or a hint may cost. */
const LOSSES = ["0", "5", "10", "20", "25", "33", "50"] as const;
const lossWords = (loss: string): string => (loss === "0" ? "nothing" : `${loss}% of the credit`);

interface GiveFormProps {
  cohortId: string;
  exercises: ListOutput["exercises"];
  topics: ListOutput["topics"];
}

/** What to do, until when, and what it earns. */
export function GiveForm({ cohortId, exercises, topics }: GiveFormProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [draft, setDraft] = useState(FIRST_DRAFT);
  const [faults, setFaults] = useState<GiveFaults>({});
  const give = useMutation(trpc.cohorts.assignments.give.mutationOptions({ onSuccess: ({ assignmentId }) => router.push(resultsHref(cohortId, assignmentId)) }));
  const change = (part: Partial<GiveDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const now = Date.now();
    const input = toInput(cohortId, draft, now);
    const found = faultsOf(input, now);
    setFaults(found);
    if (Object.keys(found).length > 0) return focusFirstFault(event.currentTarget);
    if (!give.isPending) give.mutate(input);
  };
  const isExam = draft.kind === "exam";
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      <fieldset>
        <legend>Kind</legend>
        <div className={styles.kinds}>
          {(["homework", "exam"] as const).map((kind) => (
            <label key={kind}>
              <input type="radio" name="kind" checked={draft.kind === kind} onChange={() => change({ kind })} />
              {kind === "homework" ? "Homework, until a due date" : "Exam, with a clock"}
            </label>
          ))}
        </div>
      </fieldset>
      <TextField label="Title" value={draft.title} maxLength={ASSIGNMENT_TITLE_MAX} onChange={(event) => change({ title: event.target.value })} problem={faults.title ?? null} />
      <div className={styles.fields}>
        <TextField label="Opens" type="datetime-local" value={draft.opens} onChange={(event) => change({ opens: event.target.value })} hint="At once if left empty. Times are those of this browser." />
        <TextField label={isExam ? "May be started until" : "Due"} type="datetime-local" value={draft.due} onChange={(event) => change({ due: event.target.value })} problem={faults.due ?? null} />
        {isExam && <TextField label="Minutes" type="number" min={1} max={EXAM_MINUTES_MAX} value={draft.minutes} onChange={(event) => change({ minutes: event.target.value })} hint="For each learner, from their own start." problem={faults.minutes ?? null} />}
      </div>
      {!isExam && <Costs draft={draft} change={change} />}
      <ChooseExercises exercises={exercises} topics={topics} chosen={draft.exerciseIds} max={ITEMS_MAX} problem={faults.exerciseIds ?? null} onChange={(exerciseIds) => change({ exerciseIds })} />
      <div className="grid gap-3">
        <button type="submit" className="btn pri w-fit" aria-disabled={give.isPending}>
          Give it
        </button>
        <Outcome problem={faults.whole ?? (give.isError ? wordsOf(give.error) : null)} />
      </div>
    </form>
  );
}

function Costs({ draft, change }: { draft: GiveDraft; change: (part: Partial<GiveDraft>) => void }) {
  return (
    <div className={styles.fields}>
      <Field label="Answers to each exercise">
        {(wiring) => (
          <select {...wiring} value={draft.attempts} onChange={(event) => change({ attempts: event.target.value })}>
            {Array.from({ length: ATTEMPTS_MAX }, (_, index) => (
              <option key={index}>{index + 1}</option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Each further one costs">
        {(wiring) => (
          <select {...wiring} value={draft.attemptLoss} onChange={(event) => change({ attemptLoss: event.target.value })}>
            {LOSSES.map((loss) => (
              <option key={loss} value={loss}>
                {lossWords(loss)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Each hint costs">
        {(wiring) => (
          <select {...wiring} value={draft.hintLoss} onChange={(event) => change({ hintLoss: event.target.value })}>
            <option value="none">there are no hints</option>
            {LOSSES.map((loss) => (
              <option key={loss} value={loss}>
                {lossWords(loss)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Feedback">
        {(wiring) => (
          <select {...wiring} value={draft.feedback} onChange={(event) => change({ feedback: event.target.value === "when-over" ? "when-over" : "each-attempt" })}>
            <option value="each-attempt">after each answer</option>
            <option value="when-over">when it is over for everybody</option>
          </select>
        )}
      </Field>
    </div>
  );
}
