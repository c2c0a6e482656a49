"use client";

import { Table2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { CohortMastery } from "@/contracts/cohorts/cohorts";
import { HEAT_STEPS, heatStep, LOW_MEAN } from "@/domain/cohorts/heatmap";
import { useHotkeys } from "@/ui/hotkeys";
import { counted, listed, percent } from "@/ui/words";
import { learnerHref } from "./addresses";
import styles from "./mastery.module.css";
import { useShownName } from "./shown-names";

type Concepts = CohortMastery["concepts"];
type Learners = CohortMastery["learners"];

const STEP_CLASSES = [styles.q1, styles.q2, styles.q3, styles.q4, styles.q5];
/** Concepts that the finding names. */
const NAMED_MAX = 3;

/** Predicted recall of each concept by each learner, as a map and, behind T, as a table. */
export function Mastery({ cohortId, mastery: { concepts, learners } }: { cohortId: string; mastery: CohortMastery }) {
  const [asTable, setAsTable] = useState(false);
  const [all, setAll] = useState(false);
  const toggle = () => setAsTable((before) => !before);
  useHotkeys({ t: toggle });
  const known = concepts.filter(({ mean }) => mean !== null);
  const unknown = concepts.length - known.length;
  const shown = all ? concepts : known;
  return (
    <section aria-labelledby="mastery">
      <header className={styles.head}>
        <h2 id="mastery">Mastery</h2>
        {known.length > 0 && !asTable && <Legend />}
        {known.length > 0 && (
          <button type="button" className="btn ghost sm" aria-pressed={asTable} aria-keyshortcuts="T" onClick={toggle}>
            <Table2 className="ico s" aria-hidden="true" />
            Table<span className="sr"> of mastery</span>
          </button>
        )}
      </header>
      <p className={styles.finding}>{findingOf(known, learners.length)}</p>
      {shown.length > 0 && (asTable ? <RecallTable cohortId={cohortId} concepts={shown} learners={learners} /> : <HeatMap concepts={shown} learners={learners} finding={findingOf(known, learners.length)} />)}
      {known.length > 0 && unknown > 0 && (
        <button type="button" className={`btn ghost sm ${styles.more}`} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Hide" : "Show"} {counted(unknown, "concept")} without evidence
        </button>
      )}
    </section>
  );
}

function findingOf(known: Concepts, learners: number): string {
  if (learners === 0) return "Nobody has joined yet.";
  if (known.length === 0) return "Nobody has answered a card yet. The map fills with the first reviews.";
  const low = known.filter(({ mean }) => mean !== null && mean < LOW_MEAN).sort((a, b) => (a.mean ?? 0) - (b.mean ?? 0));
  const evidence = `Evidence of ${counted(known.length, "concept")}`;
  if (low.length === 0) return `${evidence}; no mean is below ${percent(LOW_MEAN)}.`;
  const named = low.slice(0, NAMED_MAX).map(({ title, mean }) => `${title} (${percent(mean ?? 0)})`);
  const rest = low.length - named.length;
  return `${evidence}. The cohort is losing ${listed(rest > 0 ? [...named, `${rest} more`] : named)}: means below ${percent(LOW_MEAN)}.`;
}

function Legend() {
  return (
    <span className={`hint num ${styles.legend}`} aria-hidden="true">
      predicted recall
      <i className={styles.q1} /> &lt; {percent(HEAT_STEPS[1])}
      <i className={styles.q2} />
      <i className={styles.q3} />
      <i className={styles.q4} />
      <i className={styles.q5} /> ≥ {percent(HEAT_STEPS[4])}
      <i className={styles.none} /> no evidence
    </span>
  );
}

function HeatMap({ concepts, learners, finding }: { concepts: Concepts; learners: Learners; finding: string }) {
  const shownName = useShownName();
  const columns = { gridTemplateColumns: `var(--names) repeat(${concepts.length}, minmax(18px, 1fr))` };
  return (
    <div className={styles.scroller} tabIndex={0} role="region" aria-label="Mastery by learner and concept">
      <div className={styles.map} role="img" aria-label={`${finding} Press T for the numbers as a table.`}>
        <div className={`${styles.row} ${styles.titles}`} style={columns}>
          <span className={styles.name} />
          {concepts.map(({ id, title }) => (
            <span key={id}>
              <b>{title}</b>
            </span>
          ))}
        </div>
        {learners.map((learner, index) => (
          <div key={learner.id} className={styles.row} style={columns}>
            <span className={styles.name}>{shownName(learner.name, index)}</span>
            {concepts.map(({ id, title }, column) => (
              <Cell key={id} cell={learner.cells[column] ?? null} what={`${shownName(learner.name, index)}, ${title}`} />
            ))}
          </div>
        ))}
        <div className={`${styles.row} ${styles.mean} num`} style={columns}>
          <span className={styles.name}>mean</span>
          {concepts.map(({ id, mean }) => (
            <span key={id} className={mean !== null && mean < LOW_MEAN ? styles.low : undefined}>
              {mean === null ? "–" : Math.round(mean * 100)}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}

function Cell({ cell, what }: { cell: Learners[number]["cells"][number]; what: string }) {
  if (cell === null) return <i className={styles.none} title={`${what}: no evidence`} />;
  return <i className={STEP_CLASSES[heatStep(cell.recall) - 1]} title={`${what}: ${percent(cell.recall)} of ${counted(cell.cards, "card")}`} />;
}

function RecallTable({ cohortId, concepts, learners }: { cohortId: string; concepts: Concepts; learners: Learners }) {
  const shownName = useShownName();
  return (
    <div className={`${styles.scroller} ${styles.framed}`} tabIndex={0} role="region" aria-label="Mastery, as a table">
      <table className="table num">
        <thead>
          <tr>
            <th scope="col">Learner</th>
            {concepts.map(({ id, title }) => (
              <th key={id} scope="col" className="r">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {learners.map((learner, index) => (
            <tr key={learner.id}>
              <th scope="row">
                <Link href={learnerHref(cohortId, learner.id)} prefetch={false}>
                  {shownName(learner.name, index)}
                </Link>
              </th>
              {concepts.map(({ id }, column) => (
                <td key={id} className="r">
                  <Value recall={learner.cells[column]?.recall ?? null} />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">Mean</th>
            {concepts.map(({ id, mean }) => (
              <td key={id} className="r">
                <Value recall={mean} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Value({ recall }: { recall: number | null }) {
  if (recall !== null) return percent(recall);
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="sr">unknown</span>
    </>
  );
}
