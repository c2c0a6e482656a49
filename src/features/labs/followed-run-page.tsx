"use client";

import Link from "next/link";
import { compareHref } from "./addresses";
import { JudgePane } from "./results-pane";
import { OldRunNote, ProgramPane, RunHeader, type RunPageProps, type Trail } from "./run-parts";
import { usePlace } from "./use-place";
import { runTitle } from "./words";
import styles from "./workspace.module.css";

interface FollowedRunPageProps extends RunPageProps {
  /** The address of this page, below which the seeds lie */
  href: string;
  trail: Trail;
}

/** A learner's submission as whoever follows their study reads it: what was recorded, and nothing to run or to change. */
export function FollowedRunPage({ lab, run, submittedText, href, trail }: FollowedRunPageProps) {
  const { mark, program, show } = usePlace();
  const compare = (
    <Link className="btn sm ghost" href={compareHref(href)}>
      Compare
    </Link>
  );
  const judged = { progress: null, isDone: run.run.state === "done", view: run, problem: null };
  return (
    <div className={styles.runScreen}>
      <RunHeader lab={lab} title={`${lab.title}, ${runTitle({ ...run, mine: true }).toLowerCase()}`} submittedText={submittedText} actions={compare} labWords="" trail={trail} />
      <main className={styles.runPanes} id="main">
        <ProgramPane run={run} mark={mark} program={program} />
        <section className={styles.pane} aria-label="Results">
          <JudgePane href={href} title="Recorded by the judge" run={judged} checks={lab.checks} isCurrent onPlace={show} />
          {!run.run.current && <OldRunNote />}
        </section>
      </main>
    </div>
  );
}
