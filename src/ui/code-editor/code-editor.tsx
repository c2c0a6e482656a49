"use client";

import { type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import styles from "./code-editor.module.css";
import { CodeListing } from "./code-listing";
import type { EditorSession, Mark } from "./editor-session";
import type { Problem } from "./problem";

/** What a page can do with an editor that is on it. */
export interface CodeEditorHandle {
  focus: () => void;
  /** Puts another text in place of this one; Ctrl Z brings the old one back. */
  replace: (text: string) => void;
  /** Colours a line and moves the cursor there; null takes the colour away. */
  mark: (mark: Mark | null) => void;
  /** The errors of the text as it is now. Null: the language service does not answer. */
  check: () => Promise<Problem[] | null>;
}

interface CodeEditorProps {
  /** Its name for those who hear the page */
  label: string;
  /** What it starts with; later texts come by `replace`. */
  text: string;
  /** TypeScript declarations that the text may use */
  declarations: string;
  onChange: (text: string) => void;
  onCursor?: (line: number, column: number) => void;
  /** Errors as they are found while typing */
  onProblems?: (problems: readonly Problem[]) => void;
  /** Whether Tab now leaves the editor: Ctrl M toggles it. */
  onTabLeaves?: (leaves: boolean) => void;
  ref?: Ref<CodeEditorHandle>;
}

/** A TypeScript editor. Until it is loaded, and if it cannot be, its text stands where it will stand. */
export function CodeEditor({ label, text, declarations, ref, ...events }: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const session = useRef<EditorSession | null>(null);
  const [state, setState] = useState<"loading" | "ready" | "broken">("loading");
  const latest = useRef({ label, text, declarations, events });
  useEffect(() => {
    latest.current = { label, text, declarations, events };
  });

  useEffect(() => {
    const leaving = new AbortController();
    const open = async () => {
      const { openEditor } = await import("./editor-session");
      const { label: name, text: first, declarations: known } = latest.current;
      const opened = await openEditor(place.current, { label: name, text: first, declarations: known, events: () => latest.current.events, gone: leaving.signal });
      if (opened === null) return;
      session.current = opened;
      setState("ready");
    };
    open().catch(() => {
      if (!leaving.signal.aborted) setState("broken");
    });
    return () => {
      leaving.abort();
      session.current?.close();
      session.current = null;
    };
  }, []);

  useImperativeHandle(ref, () => ({
    focus: () => session.current?.focus(),
    replace: (next) => session.current?.replace(next),
    mark: (mark) => session.current?.mark(mark),
    check: async () => (await session.current?.check()) ?? null,
  }));

  return (
    <div className={styles.frame} aria-busy={state === "loading"}>
      <div ref={place} className={styles.editor} />
      {state !== "ready" && <CodeListing text={text} />}
      {state === "broken" && (
        <p className={`note bad ${styles.broken}`} role="alert">
          <span>
            The editor could not be loaded. Your text is kept in this browser.{" "}
            <button type="button" className="link" onClick={() => location.reload()}>
              Load the page again
            </button>
          </span>
        </p>
      )}
    </div>
  );
}
