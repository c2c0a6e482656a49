import type { RefObject } from "react";

/** Moves the focus to the next or the previous of the links that lead on from the rows of a list; into the list to the first. */
export function walkRows(list: RefObject<HTMLElement | null>, links: string, step: 1 | -1): void {
  const rows = [...(list.current?.querySelectorAll<HTMLElement>(links) ?? [])];
  const at = rows.findIndex((row) => row === document.activeElement);
  rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)]?.focus();
}
