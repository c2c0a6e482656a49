"use client";

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { moveBy, moveTo, placeAt, putAside } from "./order-moves";

interface Ordering {
  sequence: readonly string[];
  /** False: everything belongs, nothing can be put aside */
  canPutAside: boolean;
  onChange: (sequence: string[]) => void;
}

/** The id of the control by which an item is held, in the list and in the tray. */
export const gripId = (key: string): string => `grip-${key}`;

/** Three ways to the same moves: pointer, keys on a grip, buttons. What happened is said for screen readers. */
export function useOrdering({ sequence, canPutAside, onChange }: Ordering) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const tray = useRef<HTMLDivElement>(null);
  const relisted = useRef<string | null>(null);

  const change = (next: string[], key: string) => {
    if (next.join() === sequence.join()) return;
    if (next.length !== sequence.length) relisted.current = key;
    onChange(next);
    const place = next.indexOf(key);
    setSaid(place < 0 ? "Put aside." : `Place ${place + 1} of ${next.length}.`);
  };
  // An item that changes lists is drawn anew: the focus follows it there.
  useEffect(() => {
    if (relisted.current === null) return;
    document.getElementById(gripId(relisted.current))?.focus({ preventScroll: true });
    relisted.current = null;
  }, [sequence]);

  const follow = (event: PointerEvent) => {
    if (dragged === null) return;
    const trayTop = tray.current?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
    if (canPutAside && event.clientY > trayTop) return change(putAside(sequence, dragged), dragged);
    const others = [...(list.current?.children ?? [])].filter((row) => row instanceof HTMLElement && row.dataset.key !== dragged);
    const middles = others.map((row) => row.getBoundingClientRect()).map(({ top, height }) => top + height / 2);
    change(moveTo(sequence, dragged, placeAt(middles, event.clientY)), dragged);
  };
  const drop = () => setDragged(null);

  return {
    dragged,
    said,
    list,
    tray,
    /** For the element around list and tray. It captures the pointer, since a row that changes lists is drawn anew. */
    surface: { onPointerMove: follow, onPointerUp: drop, onPointerCancel: drop, onLostPointerCapture: drop },
    take: (event: PointerEvent, key: string) => {
      if (event.button !== 0) return;
      event.currentTarget.closest("[role=group]")?.setPointerCapture(event.pointerId);
      setDragged(key);
    },
    step: (key: string, by: -1 | 1) => change(moveBy(sequence, key, by), key),
    putAside: (key: string) => change(putAside(sequence, key), key),
    use: (key: string) => change([...sequence, key], key),
    onGripKey: (event: KeyboardEvent, key: string) => {
      const move = event.altKey || event.ctrlKey || event.metaKey ? undefined : keyMoves(sequence, key, canPutAside)[event.key];
      if (move === undefined) return;
      event.preventDefault();
      change(move, key);
    },
  };
}

const keyMoves = (sequence: readonly string[], key: string, canPutAside: boolean): Record<string, string[]> => ({
  ArrowUp: moveBy(sequence, key, -1),
  ArrowDown: moveBy(sequence, key, 1),
  ...(canPutAside ? { Delete: putAside(sequence, key), Backspace: putAside(sequence, key) } : {}),
});
