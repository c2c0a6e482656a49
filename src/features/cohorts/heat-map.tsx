"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FocusEvent, type KeyboardEvent, memo, useMemo, useRef, useState } from "react";
import type { CohortMastery } from "@/contracts/cohorts/cohorts";
import { heatStep, LOW_MEAN } from "@/domain/cohorts/heatmap";
import { counted, percent } from "@/ui/words";
import { learnerHref } from "./addresses";
import styles from "./mastery.module.css";
import { useShownName } from "./shown-names";
import { type MapPlace, moveInMap } from "./walk-map";

type Concepts = CohortMastery["concepts"];
type Learner = CohortMastery["learners"][number];
type Columns = { readonly gridTemplateColumns: string };

const STEP_CLASSES = [styles.q1, styles.q2, styles.q3, styles.q4, styles.q5];

interface HeatMapProps {
  cohortId: string;
  concepts: Concepts;
  learners: readonly Learner[];
  finding: string;
}

/** A cell a learner and concept. One of them is in the tab order; the arrow keys walk, and Enter opens the learner. */
export function HeatMap({ cohortId, concepts, learners, finding }: HeatMapProps) {
  const grid = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const shownName = useShownName();
  const [walked, setWalked] = useState<MapPlace | null>(null);
  const columns = useMemo(() => ({ gridTemplateColumns: `var(--names) repeat(${concepts.length}, minmax(18px, 1fr))` }), [concepts.length]);
  const size = { rows: learners.length, columns: concepts.length };
  // The map shrinks when the concepts without evidence are hidden again.
  const at = { row: Math.min(walked?.row ?? 0, size.rows - 1), column: Math.min(walked?.column ?? 0, size.columns - 1) };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || placeOf(event) === null) return;
    const next = moveInMap(event.key, at, size);
    const learner = learners[at.row];
    if (next !== null) grid.current?.querySelector<HTMLElement>(`[data-row="${next.row}"][data-column="${next.column}"]`)?.focus();
    else if (event.key === "Enter" && learner !== undefined) router.push(learnerHref(cohortId, learner.id));
    else return;
    event.preventDefault();
  };
  const onFocus = (event: FocusEvent) => setWalked((before) => placeOf(event) ?? before);
  const learner = learners[at.row];
  const concept = concepts[at.column];
  return (
    <>
      <div className={styles.scroller}>
        <div ref={grid} className={styles.map} role="grid" aria-label={`Mastery. ${finding}`} aria-describedby="mastery-keys" onKeyDown={onKeyDown} onFocus={onFocus}>
          <Titles concepts={concepts} columns={columns} />
          {learners.map((each, row) => (
            <HeatRow key={each.id} href={learnerHref(cohortId, each.id)} name={shownName(each.name, row)} cells={each.cells} row={row} concepts={concepts} columns={columns} current={row === at.row ? at.column : null} />
          ))}
          <Means concepts={concepts} columns={columns} />
        </div>
      </div>
      <p className={`hint num ${styles.said}`}>
        {walked !== null && learner !== undefined && concept !== undefined && <b>{cellWords(shownName(learner.name, at.row), concept.title, learner.cells[at.column] ?? null)}. </b>}
        <span id="mastery-keys">Arrow keys walk the map, Enter opens the learner, T shows the numbers as a table.</span>
      </p>
    </>
  );
}

/** Where in the map the event was; null: at no cell. */
function placeOf({ target }: FocusEvent | KeyboardEvent): MapPlace | null {
  const { row, column } = (target as HTMLElement).dataset;
  return row === undefined || column === undefined ? null : { row: Number(row), column: Number(column) };
}

const cellWords = (name: string, title: string, cell: Learner["cells"][number]): string =>
  `${name}, ${title}: ${cell === null ? "no evidence" : `${percent(cell.recall)} of ${counted(cell.cards, "card")}`}`;

function Titles({ concepts, columns }: { concepts: Concepts; columns: Columns }) {
  return (
    <div role="row" className={`${styles.row} ${styles.titles}`} style={columns}>
      <span role="columnheader" className={styles.name}>
        <span className="sr">Learner</span>
      </span>
      {concepts.map(({ id, title }) => (
        <span key={id} role="columnheader">
          <b>{title}</b>
        </span>
      ))}
    </div>
  );
}

function Means({ concepts, columns }: { concepts: Concepts; columns: Columns }) {
  return (
    <div role="row" className={`${styles.row} ${styles.mean} num`} style={columns}>
      <span role="rowheader" className={styles.name}>
        mean
      </span>
      {concepts.map(({ id, mean }) => (
        <span key={id} role="gridcell" className={mean !== null && mean < LOW_MEAN ? styles.low : undefined}>
          {mean === null ? "–" : Math.round(mean * 100)}
        </span>
      ))}
    </div>
  );
}

interface HeatRowProps {
  href: string;
  name: string;
  cells: Learner["cells"];
  row: number;
  concepts: Concepts;
  columns: Columns;
  /** The column of the cell in the tab order, if it is in this row */
  current: number | null;
}

/** Drawn anew only where the walk comes and goes: a map has thousands of cells. */
const HeatRow = memo(function HeatRow({ href, name, cells, row, concepts, columns, current }: HeatRowProps) {
  return (
    <div role="row" className={styles.row} style={columns}>
      <span role="rowheader" className={styles.name}>
        <Link href={href} prefetch={false} tabIndex={-1}>
          {name}
        </Link>
      </span>
      {concepts.map(({ id, title }, column) => {
        const cell = cells[column] ?? null;
        const words = cellWords(name, title, cell);
        return (
          <i
            key={id}
            role="gridcell"
            tabIndex={column === current ? 0 : -1}
            data-row={row}
            data-column={column}
            className={cell === null ? styles.none : STEP_CLASSES[heatStep(cell.recall) - 1]}
            title={words}
            aria-label={words}
          />
        );
      })}
    </div>
  );
});
