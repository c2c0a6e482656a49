"use client";

import { useRef, useState } from "react";
import type { LabView } from "@/contracts/labs/lab-pages";
import type { CodeEditorHandle } from "@/ui/code-editor/code-editor";
import { Dialog } from "@/ui/dialog";
import { useHotkeys } from "@/ui/hotkeys";
import { runHref } from "./addresses";
import { BriefPane } from "./brief-pane";
import { draftWords } from "./draft-state";
import { EditorPane } from "./editor-pane";
import { OtherText } from "./other-text";
import { PaneTabs, type PaneName, usePanes } from "./panes";
import { BrowserPane, JudgePane, NoResults } from "./results-pane";
import { TestList } from "./saved-tests";
import { useLabDraft } from "./use-lab-draft";
import { type ProgramRuns, useProgramRuns } from "./use-program-runs";
import { WorkspaceHeader } from "./workspace-header";
import { WorkspaceKeys } from "./workspace-keys";
import styles from "./workspace.module.css";

interface WorkspaceProps {
  userId: string;
  lab: LabView;
  timeZone: string;
}

/** A lab from brief to verdict: what is asked, the program, and what came of it, side by side. */
export function Workspace({ userId, lab, timeZone }: WorkspaceProps) {
  const editor = useRef<CodeEditorHandle>(null);
  const { state, opened, dispatch } = useLabDraft({ userId, labId: lab.id, starter: lab.starter, draft: lab.draft });
  const panes = usePanes(editor);
  const [help, setHelp] = useState(false);
  const runs = useProgramRuns({ lab, text: state.text, editor, onStart: () => panes.show("results"), onStopped: () => panes.show("editor") });

  useHotkeys({
    "ctrl+enter": () => runs.start("run"),
    "ctrl+shift+enter": () => runs.start("submit"),
    f6: () => panes.next(1),
    "shift+f6": () => panes.next(-1),
    "?": () => setHelp(true),
  });

  const reset = () => {
    editor.current?.replace(lab.starter);
    editor.current?.focus();
  };
  const takeOther = () => {
    if (state.other === null) return;
    const { text } = state.other;
    dispatch({ kind: "took-other" });
    editor.current?.replace(text);
  };
  const showPlace = (line: number, column: number, say: string) => {
    panes.show("editor");
    editor.current?.mark({ line, column, say });
  };
  const shown = (name: PaneName) => ({ ref: panes.refs[name], tabIndex: -1, className: `${styles.pane} ${styles[name]}`, "data-shown": panes.at === name });

  return (
    <div className={styles.screen}>
      <WorkspaceHeader lab={lab} timeZone={timeZone} saved={draftWords(state)} runs={runs} />
      <PaneTabs at={panes.at} onShow={panes.show} isRunning={runs.isBusy} />
      <main className={styles.panes} id="main">
        <section {...shown("brief")} aria-label="Brief">
          <BriefPane lab={lab} userId={userId} />
        </section>
        <section {...shown("editor")} aria-label="Editor">
          {state.other !== null && <OtherText onTake={takeOther} onKeep={() => dispatch({ kind: "kept-mine" })} />}
          <EditorPane
            editor={editor}
            text={state.text}
            opened={opened}
            declarations={lab.declarations}
            onChange={(text) => dispatch({ kind: "typed", text })}
            onReset={reset}
            isStarter={state.text === lab.starter}
            gate={runs.gate}
            onGate={runs.passGate}
          />
        </section>
        <section {...shown("results")} aria-label="Results">
          <Results lab={lab} runs={runs} text={state.text} onPlace={showPlace} />
        </section>
      </main>
      <Dialog title="Keys" open={help} onClose={() => setHelp(false)}>
        <WorkspaceKeys />
      </Dialog>
    </div>
  );
}

interface ResultsProps {
  lab: LabView;
  runs: ProgramRuns;
  text: string;
  onPlace: (line: number, column: number, say: string) => void;
}

function Results({ lab: { id, checks, tests }, runs: { shown, problem, stepThrough, startAll }, text, onPlace }: ResultsProps) {
  return (
    <>
      {problem !== null && (
        <p className={`note bad ${styles.failed}`} role="alert">
          <span>{problem}</span>
        </p>
      )}
      {shown.kind !== "judge" && <TestList labId={id} tests={tests} checks={checks} results={shown.kind === "browser" && shown.results.source === text ? shown.results.seeds : null} />}
      {shown.kind === "none" && <NoResults labId={id} />}
      {shown.kind === "browser" && <BrowserPane results={shown.results} checks={checks} isCurrent={shown.results.source === text} isMine onStep={stepThrough} onPlace={onPlace} onAll={() => startAll("run")} />}
      {shown.kind === "judge" && (
        <JudgePane href={runHref(id, shown.runId)} title={`Run ${shown.number}`} run={shown.run} checks={checks} isCurrent={shown.run.view === null || shown.run.view.program === text} onPlace={onPlace} onAll={() => startAll("submit")} />
      )}
    </>
  );
}
