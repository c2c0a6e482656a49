"use client";

import { type RefObject, useMemo, useRef, useState } from "react";
import type { CodeEditorHandle } from "@/ui/code-editor/code-editor";
import styles from "./workspace.module.css";

export type PaneName = "brief" | "editor" | "results";

const ORDER: readonly PaneName[] = ["brief", "editor", "results"];
const LABELS: Record<PaneName, string> = { brief: "Task", editor: "Code", results: "Results" };

/** The three panes: side by side where there is room, otherwise one at a time. F6 leads from one to the next. */
export function usePanes(editor: RefObject<CodeEditorHandle | null>) {
  const [at, setAt] = useState<PaneName>("brief");
  const brief = useRef<HTMLElement>(null);
  const code = useRef<HTMLElement>(null);
  const results = useRef<HTMLElement>(null);
  const refs = useMemo(() => ({ brief, editor: code, results }), []);

  const focus = (name: PaneName) => {
    if (name === "editor") editor.current?.focus();
    else refs[name].current?.focus();
  };
  const next = (step: 1 | -1) => {
    const here = ORDER.findIndex((name) => refs[name].current?.contains(document.activeElement) === true);
    const from = here >= 0 ? here : step === 1 ? -1 : ORDER.length;
    const name = ORDER[(from + step + ORDER.length) % ORDER.length] ?? "editor";
    setAt(name);
    // At once, so that the next key goes where this one led; a pane that was hidden can take the focus once it is shown.
    if (refs[name].current?.getClientRects().length) focus(name);
    else requestAnimationFrame(() => focus(name));
  };
  return { at, show: setAt, next, refs };
}

/** Which pane is shown, where only one has room. */
export function PaneTabs({ at, onShow, isRunning }: { at: PaneName; onShow: (name: PaneName) => void; isRunning: boolean }) {
  return (
    <nav className={styles.paneTabs} aria-label="Panes">
      {ORDER.map((name) => (
        <button key={name} type="button" aria-current={at === name ? "true" : undefined} onClick={() => onShow(name)}>
          {LABELS[name]}
          {name === "results" && isRunning && <i className={styles.live} aria-label="running" role="img" />}
        </button>
      ))}
    </nav>
  );
}
