"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { columnsFor, FEW_SEEDS, type Mark, moveInGrid } from "./seed-grid-layout";
import styles from "./results.module.css";
import { seedName } from "./words";

interface SeedGridProps {
  marks: readonly Mark[];
  /** In one sentence what the grid shows */
  label: string;
  /** The seed whose story is told below, from 1; null: none */
  chosen: number | null;
  onChoose: (n: number) => void;
}

const SHAPES: Record<Mark, string | undefined> = { p: styles.pass, f: styles.fail, u: styles.unknown, "-": styles.open };

/** A square a seed. One of them is in the tab order; the arrow keys walk, Enter chooses. */
export function SeedGrid({ marks, label, chosen, onChoose }: SeedGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const [walked, setWalked] = useState<number | null>(null);
  const at = Math.min(walked ?? (chosen ?? 1) - 1, marks.length - 1);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = moveInGrid(event.key, at, marks.length);
    if (next === null) return;
    event.preventDefault();
    setWalked(next);
    grid.current?.querySelectorAll<HTMLButtonElement>("button")[next]?.focus();
  };

  return (
    <div
      ref={grid}
      role="group"
      aria-label={label}
      className={`${styles.grid} ${marks.length <= FEW_SEEDS ? styles.few : ""}`}
      style={{ gridTemplateColumns: `repeat(${columnsFor(marks.length)}, minmax(0, 1fr))` }}
      onKeyDown={onKeyDown}
    >
      {marks.map((mark, index) => (
        <button
          key={index}
          type="button"
          className={SHAPES[mark]}
          tabIndex={index === at ? 0 : -1}
          aria-label={seedName(index + 1, mark)}
          aria-pressed={chosen === index + 1}
          title={seedName(index + 1, mark)}
          onClick={() => {
            setWalked(index);
            onChoose(index + 1);
          }}
        />
      ))}
    </div>
  );
}
