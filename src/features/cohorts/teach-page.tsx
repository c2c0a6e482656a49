"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useRef, useState } from "react";
import { COHORT_NAME_LENGTH_MAX, type CohortSummary } from "@/contracts/cohorts/cohorts";
import { focusFirstFault, Outcome, TextField } from "@/ui/form-parts";
import { useHotkeys } from "@/ui/hotkeys";
import { walkRows } from "@/ui/walk-rows";
import { counted } from "@/ui/words";
import { useTRPC, wordsOf } from "../trpc";
import { cohortHref, learnersHref } from "./addresses";
import { cohortNameFault } from "./check-typed";
import styles from "./cohorts.module.css";

/** An instructor's cohorts, the archived ones last. J and K walk, Enter opens. */
export function TeachPage({ cohorts }: { cohorts: readonly CohortSummary[] }) {
  const list = useRef<HTMLDivElement>(null);
  useHotkeys({ j: () => walkRows(list, "li > a", 1), k: () => walkRows(list, "li > a", -1) });
  const open = cohorts.filter(({ archivedAt }) => archivedAt === null);
  const archived = cohorts.filter(({ archivedAt }) => archivedAt !== null);
  return (
    <div className={`wrap ${styles.wrap}`}>
      <h1>Teach</h1>
      <p className="mt-2 max-w-[70ch] text-ink-2">A cohort shows you who needs you today and why, which concepts it holds, and each learner’s work down to one run.</p>
      <p className="mt-3">
        <Link className="btn sm" href="/teach/items">
          How the exercises do
        </Link>
      </p>
      <div ref={list}>
        {open.length > 0 && <CohortRows title="Your cohorts" cohorts={open} />}
        {archived.length > 0 && <CohortRows title="Archived" cohorts={archived} />}
      </div>
      <MakeCohort isFirst={cohorts.length === 0} />
    </div>
  );
}

function CohortRows({ title, cohorts }: { title: string; cohorts: readonly CohortSummary[] }) {
  return (
    <section className={`${styles.section} ${styles.cohorts}`} aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {cohorts.map(({ id, name, instructor, isOwn, members, code }) => (
          <li key={id}>
            <Link className={styles.cohort} href={cohortHref(id)} prefetch={false}>
              <b>{name}</b>
              <span>{isOwn ? (code === null ? "closed to newcomers" : "open: its code is valid") : `of ${instructor}`}</span>
              <span className="num">{counted(members, "learner")}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function MakeCohort({ isFirst }: { isFirst: boolean }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [name, setName] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const make = useMutation(trpc.cohorts.make.mutationOptions({ onSuccess: ({ cohortId }) => router.push(learnersHref(cohortId)) }));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = cohortNameFault(name);
    setFault(found);
    if (found !== null) return focusFirstFault(event.currentTarget);
    if (!make.isPending) make.mutate({ name });
  };
  return (
    <section className={styles.section} aria-labelledby="make">
      <h2 id="make">{isFirst ? "Make your first cohort" : "Make a cohort"}</h2>
      <form className="grid max-w-[440px] gap-3" noValidate onSubmit={submit}>
        <TextField
          label="Name"
          value={name}
          maxLength={COHORT_NAME_LENGTH_MAX}
          onChange={(event) => setName(event.target.value)}
          hint="Your learners see it when they join."
          problem={fault}
        />
        <button type="submit" className={`btn w-fit ${isFirst ? "pri" : ""}`} aria-disabled={make.isPending}>
          Make it
        </button>
        <Outcome problem={make.isError ? wordsOf(make.error) : null} />
      </form>
    </section>
  );
}
