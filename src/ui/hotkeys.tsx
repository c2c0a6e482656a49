"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef } from "react";

/** How long the first key of a pair ("g t") waits for the second. */
const PAIR_MS_MAX = 1_000;

const LetterKeys = createContext(true);

/** Carries the learner's choice: single keys can be switched off (WCAG 2.1.4). */
export function KeyboardProvider({ letterKeys, children }: { letterKeys: boolean; children: ReactNode }) {
  return <LetterKeys.Provider value={letterKeys}>{children}</LetterKeys.Provider>;
}

export const useLetterKeys = (): boolean => useContext(LetterKeys);

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select, [role=textbox]"));

/** "ctrl+k", "ctrl+enter", "space", "1", "?", "arrowleft" ...; Command counts as Control. */
function chordOf(event: KeyboardEvent): string {
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  const ctrl = event.ctrlKey || event.metaKey ? "ctrl+" : "";
  const shift = event.shiftKey && key.length > 1 ? "shift+" : "";
  return `${ctrl}${shift}${key}`;
}

/**
 * Binds keys while the component is mounted. Keys without Control (but the F keys) act only when no field has
 * focus and no dialog is open; single keys also only when the learner allows them. A pair is written "g t".
 * Space and Enter are left to a focused button or link.
 */
export function useHotkeys(keys: Record<string, (event: KeyboardEvent) => void>, enabled = true): void {
  const letterKeys = useLetterKeys();
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });

  useEffect(() => {
    if (!enabled) return;
    let first: { key: string; at: number } | null = null;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const chord = chordOf(event);
      // F6 and its like write nothing, so they act in a field too.
      const plain = !/^ctrl\+|^(shift\+)?f\d+$/.test(chord);
      if (plain && (!letterKeys || isTyping(event.target) || document.querySelector("dialog[open]") !== null)) return;
      const onControl = event.target instanceof HTMLElement && event.target.matches("button, a[href], summary, [role=button]");
      if (onControl && (chord === "space" || chord === "enter")) return;

      const pair = first !== null && event.timeStamp - first.at < PAIR_MS_MAX ? `${first.key} ${chord}` : null;
      first = plain ? { key: chord, at: event.timeStamp } : null;
      const action = (pair === null ? undefined : latest.current[pair]) ?? latest.current[chord];
      if (action === undefined || (event.repeat && plain && chord.length === 1)) return;
      event.preventDefault();
      action(event);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [enabled, letterKeys]);
}
