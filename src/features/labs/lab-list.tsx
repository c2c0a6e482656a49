"use client";

import Link from "next/link";
import { useRef } from "react";
import type { LabSummary } from "@/contracts/labs/lab-pages";
import { useHotkeys } from "@/ui/hotkeys";
import { Verdict } from "@/ui/verdict";
import { walkRows } from "@/ui/walk-rows";
import { counted } from "@/ui/words";
import { labHref } from "./addresses";
import styles from "./lab-list.module.css";
import { VERDICT_KINDS, VERDICT_WORDS } from "./words";

const ROWS = "li > a";

/** All labs by topic, in the order of learning. J and K walk the rows, Enter opens. */
export function LabList({ labs }: { labs: readonly LabSummary[] }) {
  const list = useRef<HTMLDivElement>(null);
  useHotkeys({ j: () => walkRows(list, ROWS, 1), k: () => walkRows(list, ROWS, -1) });
  const topics = [...new Map(labs.map(({ topic }) => [topic.id, topic])).values()];
  return (
    <div ref={list}>
      {topics.map(({ id, title }) => {
        const rows = labs.filter(({ topic }) => topic.id === id);
        return (
          <section key={id} className={styles.topic} aria-labelledby={`topic-${id}`}>
            <div className={styles.headings}>
              <h2 id={`topic-${id}`}>{title}</h2>
              <span className="hint num whitespace-nowrap">{counted(rows.length, "lab")}</span>
            </div>
            <ul>
              {rows.map((lab) => (
                <li key={lab.id}>
                  <Row lab={lab} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Row({ lab }: { lab: LabSummary }) {
  return (
    <Link href={labHref(lab.id)} prefetch={false} className={styles.row}>
      <span className={styles.title}>
        <b>{lab.title}</b>
        <span className={styles.summary}>{lab.summary}</span>
        <small>{lab.concepts.map(({ title }) => title).join(" · ")}</small>
      </span>
      <span className={`${styles.minutes} num`}>{lab.minutes} min</span>
      <span className={`${styles.standing} num`}>
        <Standing lab={lab} />
      </span>
    </Link>
  );
}

function Standing({ lab: { best, underWay, hasDraft } }: { lab: LabSummary }) {
  const waiting = underWay > 0 && <Verdict kind="running">{underWay === 1 ? "At the judge" : `${underWay} at the judge`}</Verdict>;
  if (best === null) return waiting || <span className="muted">{hasDraft ? "Draft" : "Not begun"}</span>;
  return (
    <>
      {waiting || <Verdict kind={VERDICT_KINDS[best.verdict]}>{VERDICT_WORDS[best.verdict]}</Verdict>}
      <small>{best.points === null ? "not all seeds were run" : `best ${best.points} of ${best.pointsMax}`}</small>
    </>
  );
}
