"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { Choice } from "@/domain/simulator/manual/choice";
import { Kbd } from "@/ui/kbd";
import type { ChoiceRow, RowGroup } from "./choice-rows";
import styles from "./manual.module.css";

interface ChoiceListProps {
  readonly groups: readonly RowGroup[];
  /** The row that letters concern */
  readonly at: string | null;
  readonly isBusy: boolean;
  readonly onAt: (id: string) => void;
  readonly onChoose: (choice: Choice) => void;
}

/** All that may happen next. Its rows are walked by the arrow keys, and keep the focus while the run grows. */
export function ChoiceList({ groups, at, isBusy, onAt, onChoose }: ChoiceListProps) {
  const box = useRef<HTMLDivElement>(null);
  useKeptFocus(box, groups, at);
  return (
    <div className={styles.choices} ref={box} aria-busy={isBusy}>
      {groups.map(({ title, rows }) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <ul>
            {rows.map((row) => (
              <Row key={row.id} row={row} isAt={row.id === at} onAt={onAt} onChoose={onChoose} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

type RowProps = Pick<ChoiceListProps, "onAt" | "onChoose"> & { readonly row: ChoiceRow; readonly isAt: boolean };

function Row({ row: { id, says, aside, actions }, isAt, onAt, onChoose }: RowProps) {
  const [first, ...others] = actions;
  const words = (
    <>
      <span className={styles.says}>{says}</span>
      <span className={styles.aside}>{aside}</span>
    </>
  );
  if (first === undefined) return <li className={`${styles.row} ${styles.waits}`}>{words}</li>;
  return (
    <li className={`${styles.row} ${isAt ? styles.at : ""}`} onPointerEnter={() => onAt(id)}>
      <button type="button" className={styles.main} data-row={id} title={first.words} aria-keyshortcuts={first.key} onFocus={() => onAt(id)} onClick={() => onChoose(first.choice)}>
        {words}
        <span className={styles.verb}>
          {first.words} <Kbd>{first.key === "Enter" ? "↵" : first.key}</Kbd>
        </span>
      </button>
      {others.map((action) => (
        <button key={action.words} type="button" className={styles.other} aria-keyshortcuts={action.key} aria-label={`${action.words}: ${says}`} onClick={() => onChoose(action.choice)}>
          {action.words} <Kbd>{action.key}</Kbd>
        </button>
      ))}
    </li>
  );
}

/** Where the row that had the focus is gone after a step, the one that letters now concern has it. */
function useKeptFocus(box: RefObject<HTMLDivElement | null>, groups: readonly RowGroup[], at: string | null): void {
  const hadFocus = useRef(false);
  useEffect(() => {
    const note = () => void (hadFocus.current = box.current?.contains(document.activeElement) === true);
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, [box]);
  useLayoutEffect(() => {
    if (hadFocus.current && at !== null && document.activeElement === document.body) focusRow(box.current, at);
  }, [box, groups, at]);
}

/** Moves the focus to a row's usual action. */
export function focusRow(within: ParentNode | null, id: string): void {
  within?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus();
}
