"use client";

import { ChevronRight, Download } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { CohortSummary } from "@/contracts/cohorts/cohorts";
import { assignmentsHref, cohortHref, csvHref, learnersHref } from "./addresses";
import styles from "./cohorts.module.css";
import { HideNames } from "./shown-names";

interface CohortHeadProps {
  cohort: CohortSummary;
  title: string;
  sub: ReactNode;
  here: "needs" | "learners" | "assignments";
}

/** Where one is in a cohort, what can be done with it, and its pages. */
export function CohortHead({ cohort, title, sub, here }: CohortHeadProps) {
  return (
    <>
      <nav className="crumb" aria-label="Where you are">
        <Link href="/teach">Teach</Link>
        <ChevronRight className="ico s" aria-hidden="true" />
        <b>{cohort.name}</b>
        {cohort.archivedAt !== null && <span className="badge">archived</span>}
        {!cohort.isOwn && <span className="badge">of {cohort.instructor}</span>}
      </nav>
      <header className={styles.head}>
        <div>
          <h1>{title}</h1>
          <p className={styles.sub}>{sub}</p>
        </div>
        <div className={styles.actions}>
          <HideNames />
          <a className="btn sm" href={csvHref(cohort.id)} download>
            <Download className="ico s" aria-hidden="true" />
            CSV
          </a>
        </div>
      </header>
      <nav className={`tabs ${styles.tabs}`} aria-label="Cohort">
        <Link href={cohortHref(cohort.id)} className={here === "needs" ? "on" : ""} aria-current={here === "needs" ? "page" : undefined}>
          Needs you
        </Link>
        <Link href={learnersHref(cohort.id)} className={here === "learners" ? "on" : ""} aria-current={here === "learners" ? "page" : undefined}>
          Learners
        </Link>
        <Link href={assignmentsHref(cohort.id)} className={here === "assignments" ? "on" : ""} aria-current={here === "assignments" ? "page" : undefined}>
          Assignments
        </Link>
      </nav>
    </>
  );
}
