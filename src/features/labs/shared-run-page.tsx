"use client";

import { Play, Square } from "lucide-react";
import { useRef, useState } from "react";
import { runHref } from "./addresses";
import { OldRunNote, ProgramPane, RunHeader, type RunPageProps } from "./run-parts";
import { BrowserPane, JudgePane } from "./results-pane";
import { RunLinks } from "./run-links";
import { useBrowserRun } from "./use-browser-run";
import { usePlace } from "./use-place";
import { runTitle } from "./words";
import styles from "./workspace.module.css";

/** Somebody else's submission: what was recorded is replayed; the program is executed only when the reader asks for it. */
export function SharedRunPage({ lab, run, submittedText }: RunPageProps) {
  const { mark, program, show } = usePlace();
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const browser = useBrowserRun({ labId: lab.id, of: run.run.runId }, ({ line, message }) => setUnreadable(`This program is none any more. Line ${line}: ${message}`));
  const pane = useRef<HTMLElement>(null);
  const problem = unreadable ?? browser.problem;
  const isRunning = browser.results?.state === "running";

  const start = () => {
    setUnreadable(null);
    void browser.run(run.program);
    // Where panes lie below each other, the results would come out of sight.
    requestAnimationFrame(() => pane.current?.scrollIntoView({ block: "nearest" }));
  };
  const actions = (
    <>
      <RunLinks run={run} />
      <button type="button" className="btn pri sm" onClick={isRunning ? browser.stop : start}>
        {isRunning ? <Square className="ico s" aria-hidden="true" /> : <Play className="ico s" aria-hidden="true" />}
        {isRunning ? "Stop" : "Run it in this browser"}
      </button>
    </>
  );
  return (
    <div className={styles.runScreen}>
      <RunHeader lab={lab} title={runTitle(run)} submittedText={submittedText} actions={actions} labWords="Open the lab" />
      <main className={`${styles.runPanes} ${browser.results === null ? "" : styles.twoResults}`} id="main">
        <ProgramPane run={run} mark={mark} program={program} />
        <section className={styles.pane} aria-label="Results">
          {problem !== null && (
            <p className={`note bad ${styles.failed}`} role="alert">
              <span>{problem}</span>
            </p>
          )}
          <JudgePane
            href={runHref(lab.id, run.run.runId)}
            title="Recorded by the judge"
            run={{ progress: null, isDone: true, view: run, problem: null }}
            checks={lab.checks}
            isCurrent
            onPlace={show}
          />
          {!run.run.current && <OldRunNote />}
        </section>
        {browser.results !== null && (
          <section className={styles.pane} aria-label="Results in this browser" ref={pane}>
            <BrowserPane results={browser.results} checks={lab.checks} isCurrent isMine={false} onStep={browser.stepThrough} onPlace={show} />
          </section>
        )}
      </main>
    </div>
  );
}
