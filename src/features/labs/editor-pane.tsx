"use client";

import { RotateCcw } from "lucide-react";
import { type RefObject, useState } from "react";
import { CodeEditor, type CodeEditorHandle } from "@/ui/code-editor/code-editor";
import { CodeListing } from "@/ui/code-editor/code-listing";
import type { Problem } from "@/ui/code-editor/problem";
import { Kbd } from "@/ui/kbd";
import { Verdict } from "@/ui/verdict";
import { counted } from "@/ui/words";
import { type Gate, ProblemList } from "./problem-list";
import styles from "./workspace.module.css";

interface EditorPaneProps {
  editor: RefObject<CodeEditorHandle | null>;
  text: string;
  /** False until it is known what this browser kept: until then the text is only shown. */
  opened: boolean;
  declarations: string;
  onChange: (text: string) => void;
  onReset: () => void;
  isStarter: boolean;
  gate: Gate | null;
  onGate: (choice: "go-on" | "close") => void;
}

/** The program: the editor, what keeps it from running, and the line that says where one is. */
export function EditorPane({ editor, text, opened, declarations, onChange, onReset, isStarter, gate, onGate }: EditorPaneProps) {
  const [cursor, setCursor] = useState({ line: 1, column: 1 });
  const [problems, setProblems] = useState<readonly Problem[] | null>(null);
  const [tabLeaves, setTabLeaves] = useState(false);
  const goTo = ({ line, column }: Problem) => editor.current?.mark({ line, column, say: "" });
  const next = problems?.find(({ line }) => line > cursor.line) ?? problems?.[0];
  return (
    <>
      <div className={styles.paneHead}>
        <h2 className={styles.file}>node.ts</h2>
        <span className="grow" />
        <button type="button" className="btn ghost sm" onClick={onReset} disabled={isStarter} title={isStarter ? "This is the starter" : undefined}>
          <RotateCcw className="ico s" aria-hidden="true" />
          Back to the starter
        </button>
      </div>
      {opened ? (
        <CodeEditor
          ref={editor}
          label="Program, node.ts"
          text={text}
          declarations={declarations}
          onChange={onChange}
          onCursor={(line, column) => setCursor({ line, column })}
          onProblems={setProblems}
          onTabLeaves={setTabLeaves}
        />
      ) : (
        <div className={styles.waiting}>
          <CodeListing text={text} />
        </div>
      )}
      {gate !== null && <ProblemList gate={gate} onPlace={goTo} onGoOn={() => onGate("go-on")} onClose={() => onGate("close")} />}
      <div className={styles.status}>
        <span className="num">
          Ln {cursor.line}, Col {cursor.column}
        </span>
        <span className={styles.wide}>TypeScript, strict</span>
        <span className={styles.wide} role="status">
          {tabLeaves ? "Tab leaves the editor" : "Tab indents"} <Kbd>Ctrl</Kbd> <Kbd>M</Kbd>
        </span>
        <span className="grow" />
        <TypeState problems={problems} onNext={next === undefined ? null : () => goTo(next)} />
      </div>
    </>
  );
}

function TypeState({ problems, onNext }: { problems: readonly Problem[] | null; onNext: (() => void) | null }) {
  if (problems === null) return <span>Checking types</span>;
  const syntax = problems.filter(({ kind }) => kind === "syntax").length;
  if (problems.length === 0 || onNext === null) return <Verdict kind="pass">no type errors</Verdict>;
  return (
    <button type="button" onClick={onNext} title="Go to the next one">
      <Verdict kind="fail">{syntax > 0 ? counted(syntax, "syntax error") : counted(problems.length, "type error")}</Verdict>
    </button>
  );
}
