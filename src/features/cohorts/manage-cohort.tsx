"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { COHORT_NAME_LENGTH_MAX, type CohortSummary } from "@/contracts/cohorts/cohorts";
import { focusFirstFault, Outcome, TextField } from "@/ui/form-parts";
import { useTRPC, wordsOf } from "../trpc";
import { cohortNameFault } from "./check-typed";
import styles from "./cohorts.module.css";

/** The cohort's name, and its end. */
export function ManageCohort({ cohort: { id: cohortId, name: saved, archivedAt } }: { cohort: CohortSummary }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [name, setName] = useState(saved);
  const [fault, setFault] = useState<string | null>(null);
  const onSuccess = () => router.refresh();
  const rename = useMutation(trpc.cohorts.rename.mutationOptions({ onSuccess }));
  const archive = useMutation(trpc.cohorts.archive.mutationOptions({ onSuccess }));
  const error = rename.error ?? archive.error;

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = cohortNameFault(name);
    setFault(found);
    if (found !== null) return focusFirstFault(event.currentTarget);
    if (!rename.isPending) rename.mutate({ cohortId, name });
  };
  return (
    <section className={styles.panel} aria-labelledby="manage">
      <h2 id="manage">The cohort</h2>
      <form className="grid max-w-[440px] gap-3" noValidate onSubmit={submit}>
        <TextField label="Name" value={name} maxLength={COHORT_NAME_LENGTH_MAX} onChange={(event) => setName(event.target.value)} problem={fault} />
        <div className={styles.actions}>
          <button type="submit" className="btn" aria-disabled={rename.isPending}>
            Rename
          </button>
          <button type="button" className="btn" aria-disabled={archive.isPending} onClick={() => !archive.isPending && archive.mutate({ cohortId, archived: archivedAt === null })}>
            {archivedAt === null ? "Archive" : "Take up again"}
          </button>
        </div>
      </form>
      <p className="hint">{archivedAt === null ? "Archiving closes it to newcomers and moves it to the end of your list. Nothing of it is lost." : "It is archived. Its learners and figures are as they were."}</p>
      <Outcome problem={error === null ? null : wordsOf(error)} />
    </section>
  );
}
