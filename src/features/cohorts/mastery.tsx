"use client";

import { Table2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { CohortMastery } from "@/contracts/cohorts/cohorts";
import { HEAT_STEPS, LOW_MEAN } from "@/domain/cohorts/heatmap";
import { useHotkeys } from "@/ui/hotkeys";
import { counted, listed, percent } from "@/ui/words";
import { learnerHref } from "./addresses";
import { HeatMap } from "./heat-map";
import styles from "./mastery.module.css";
import { useShownName } from "./shown-names";

type Concepts = CohortMastery["concepts"];
type Learners = CohortMastery["learners"];

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
      {shown.length > 0 && (asTable ? <RecallTable cohortId={cohortId} concepts={shown} learners={learners} /> : <HeatMap cohortId={cohortId} concepts={shown} learners={learners} finding={findingOf(known, learners.length)} />)}
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
