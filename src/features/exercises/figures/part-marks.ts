/** How parts of a figure look that can be chosen, are chosen, or were judged. */
import type { MouseEventHandler } from "react";
import type { PartSort } from "@/domain/exercises/figure-parts";
import styles from "./figures.module.css";

export type PartState = "free" | "near" | "taken" | "pass" | "fail" | "missed";

export interface PartMarks {
  readonly among: PartSort;
  readonly stateOf: (id: string) => PartState;
  /** Null where nothing can be chosen any more */
  readonly onPress: ((id: string) => void) | null;
}

interface Marked {
  readonly className: string;
  readonly onClick: MouseEventHandler | undefined;
}

/** The class of a state; colour is never alone: each state has a line of its own kind. */
export const stateClass = (state: PartState): string => (state === "free" ? "" : (styles[state] ?? ""));

/** What to put on the element of a part; null if parts of its sort are not chosen. */
export function markedPart(marks: PartMarks | undefined, sort: PartSort, id: string): Marked | null {
  if (marks === undefined || marks.among !== sort) return null;
  const { onPress } = marks;
  return { className: `${styles.part} ${onPress === null ? "" : styles.free} ${stateClass(marks.stateOf(id))}`, onClick: onPress === null ? undefined : () => onPress(id) };
}
