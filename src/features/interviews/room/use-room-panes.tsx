"use client";

import { useMemo, useRef, useState } from "react";
import styles from "./room.module.css";

export type RoomPane = "board" | "side" | "chat";

const ORDER: readonly RoomPane[] = ["board", "side", "chat"];

/** Board, console and chat: beside each other where there is room, otherwise one at a time. F6 leads from one to the next. */
export function useRoomPanes() {
  const [at, setAt] = useState<RoomPane>("board");
  const board = useRef<HTMLDivElement>(null);
  const side = useRef<HTMLElement>(null);
  const chat = useRef<HTMLElement>(null);
  const refs = useMemo(() => ({ board, side, chat }), []);

  const next = (step: 1 | -1) => {
    const here = ORDER.findIndex((name) => refs[name].current?.contains(document.activeElement) === true);
    const from = here >= 0 ? here : step === 1 ? -1 : ORDER.length;
    const name = ORDER[(from + step + ORDER.length) % ORDER.length] ?? "board";
    setAt(name);
    // At once, so that the next key goes where this one led; a pane that was hidden can take the focus once it is shown.
    if (refs[name].current?.getClientRects().length) focusPane(refs[name].current);
    else requestAnimationFrame(() => focusPane(refs[name].current));
  };
  return { at, show: setAt, next, refs };
}

/** The board has keys of its own once the focus is in it. */
const focusPane = (pane: HTMLElement | null): void => (pane?.querySelector<HTMLElement>(".excalidraw[tabindex]") ?? pane)?.focus();

/** Which pane is shown, where only one has room. */
export function RoomTabs({ at, onShow, sideName }: { at: RoomPane; onShow: (pane: RoomPane) => void; sideName: string }) {
  const labels: Record<RoomPane, string> = { board: "Board", side: sideName, chat: "Chat" };
  return (
    <nav className={styles.tabs} aria-label="Panes">
      {ORDER.map((name) => (
        <button key={name} type="button" aria-current={at === name ? "true" : undefined} onClick={() => onShow(name)}>
          {labels[name]}
        </button>
      ))}
    </nav>
  );
}
