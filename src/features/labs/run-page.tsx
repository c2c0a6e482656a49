"use client";

import { runHref } from "./addresses";
import { OldRunNote, ProgramPane, RunHeader, type RunPageProps } from "./run-parts";
import { JudgePane } from "./results-pane";
import { RunLinks } from "./run-links";
import { SharedRunPage } from "./shared-run-page";
import { useJudgeRun } from "./use-judge-run";
import { usePlace } from "./use-place";
import { runTitle } from "./words";
import styles from "./workspace.module.css";

/** One submission: of one's own, or one that somebody shares. */
export const RunPage = (props: RunPageProps) => (props.run.mine ? <OwnRunPage {...props} /> : <SharedRunPage {...props} />);

/** The program as it was sent, and what the judge says, live until it is done. */
function OwnRunPage({ lab, run, submittedText }: RunPageProps) {
  const judge = useJudgeRun(run.run.runId, { isDone: run.run.state === "done", view: run });
  const { mark, program, show } = usePlace();
  return (
    <div className={styles.runScreen}>
      <RunHeader lab={lab} title={runTitle(run)} submittedText={submittedText} actions={judge.view !== null && <RunLinks run={judge.view} />} labWords="Back to the lab" />
      <main className={styles.runPanes} id="main">
        <ProgramPane run={run} mark={mark} program={program} />
        <section className={styles.pane} aria-label="Results">
          <JudgePane href={runHref(lab.id, run.run.runId)} title={runTitle(run)} run={judge} checks={lab.checks} isCurrent onPlace={show} />
          {!run.run.current && <OldRunNote />}
        </section>
      </main>
    </div>
  );
}
