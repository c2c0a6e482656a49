"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { type AssignmentResults, EXTRA_MINUTES_MAX } from "@/contracts/cohorts/assignments";
import { focusFirstFault, Outcome, TextField } from "@/ui/form-parts";
import { counted } from "@/ui/words";
import { useTRPC, wordsOf } from "../../trpc";
import styles from "./assignments.module.css";

interface GrantTimeProps {
  results: AssignmentResults;
  chosen: readonly string[];
  onDone: () => void;
}

/** More minutes for those who are ticked in the table, also while they answer. */
export function GrantTime({ results: { cohort, assignment }, chosen, onDone }: GrantTimeProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [minutes, setMinutes] = useState("15");
  const [fault, setFault] = useState<string | null>(null);
  const grant = useMutation(
    trpc.cohorts.assignments.grantTime.mutationOptions({
      onSuccess: () => {
        onDone();
        router.refresh();
      },
    }),
  );
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const asked = Number(minutes);
    const isFit = Number.isInteger(asked) && asked >= 1 && asked <= EXTRA_MINUTES_MAX;
    const found = chosen.length === 0 ? "Tick the learners in the table first." : isFit ? null : `Type a number of minutes, 1 to ${EXTRA_MINUTES_MAX}.`;
    setFault(found);
    if (found !== null) return focusFirstFault(event.currentTarget);
    if (!grant.isPending) grant.mutate({ cohortId: cohort.id, assignmentId: assignment.id, learnerIds: [...chosen], minutes: asked });
  };
  return (
    <section className={styles.panel} aria-labelledby="grant">
      <h2 id="grant">Extra time</h2>
      <form className="grid gap-3" noValidate onSubmit={submit}>
        <TextField label="Minutes" type="number" min={1} max={EXTRA_MINUTES_MAX} value={minutes} onChange={(event) => setMinutes(event.target.value)} hint={`For ${counted(chosen.length, "learner")} ticked in the table. It reaches a running exam at once; where the time is over it begins now, as long as no results are given out.`} problem={fault} />
        <button type="submit" className="btn w-fit" aria-disabled={grant.isPending}>
          Grant it
        </button>
        <Outcome problem={grant.isError ? wordsOf(grant.error) : null} done={grant.isSuccess && outcomeWords(grant.data)} />
      </form>
    </section>
  );
}

const outcomeWords = ({ granted, tooLate }: { granted: string[]; tooLate: string[] }): string =>
  `Granted to ${counted(granted.length, "learner")}.${tooLate.length === 0 ? "" : ` ${counted(tooLate.length, "other")} handed in, never started, or ${tooLate.length === 1 ? "has" : "have"} the results already.`}`;
