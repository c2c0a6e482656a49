"use client";

import { type KeyboardEvent, type RefObject, useRef, useState } from "react";
import type { ConsoleView } from "@/contracts/interviews/rooms";
import { useLetterKeys } from "@/ui/hotkeys";
import { ConsoleNotes } from "./console-notes";
import { ConsoleReleases } from "./console-releases";
import { ConsoleScenario } from "./console-scenario";
import styles from "./console.module.css";
import { useSession } from "./room-context";
import { Rubric } from "./rubric";

/** Fields and lists take their own keys. */
const TAKES_KEYS = "input, textarea, select";

/**
 * What the interviewers read and do beside the board. While it has the focus, digits release hints, Q takes evidence and
 * N begins a note: the board has letters and digits of its own.
 */
export function Console({ script, pane }: { script: ConsoleView; pane: RefObject<HTMLElement | null> }) {
  const { state, do: give } = useSession();
  const letterKeys = useLetterKeys();
  const [askedHint, setAskedHint] = useState<number | null>(null);
  const evidence = useRef<() => void>(() => {});
  const note = useRef<HTMLTextAreaElement>(null);

  const askHint = (hint: number) => {
    if (hint >= script.hints.length || state.hints.has(hint)) return;
    if (askedHint !== hint) return setAskedHint(hint);
    setAskedHint(null);
    give({ kind: "release-hint", hint });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Escape") setAskedHint(null);
    const isTyping = event.target instanceof HTMLElement && event.target.matches(TAKES_KEYS);
    if (!letterKeys || isTyping || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (/^[1-9]$/.test(key)) askHint(Number(key) - 1);
    else if (key === "q") evidence.current();
    else if (key === "n") note.current?.focus();
    else return;
    event.preventDefault();
  };

  return (
    <section ref={pane} tabIndex={-1} className={styles.console} aria-label="Console" data-pane="console" onKeyDown={onKeyDown}>
      <div className={styles.part}>
        <h2>
          Prompt
          <em className="num">
            {script.level}, {script.minutes} min
          </em>
        </h2>
        <p className={styles.prompt}>{script.prompt}</p>
      </div>
      <ConsoleReleases script={script} askedHint={askedHint} onAskHint={askHint} onForget={() => setAskedHint(null)} />
      <Rubric lines={script.rubric} takeEvidence={evidence} />
      <ConsoleNotes field={note} />
      <ConsoleScenario script={script} />
    </section>
  );
}
