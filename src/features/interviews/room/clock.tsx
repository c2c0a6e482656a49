"use client";

import { useEffect, useRef, useState } from "react";
import { clockWords } from "../words";
import { clockCaption, clockFigures, type ClockView, spokenBetween } from "./clock-view";
import styles from "./room-header.module.css";

/** Phases as bars, as long as they last. */
export function PhaseBar({ segments }: Pick<ClockView, "segments">) {
  return (
    <ol className={styles.phases} aria-label="Phases">
      {segments.map(({ name, minutes, standing, share }) => (
        <li key={name} className={styles[standing]} style={{ flex: minutes }} aria-current={standing === "now" ? "step" : undefined}>
          <span className={styles.bar}>
            <i style={{ width: `${share * 100}%` }} />
          </span>
          <span className={styles.phase}>
            <span>{name}</span>
            {standing === "now" && <em className="num">{minutes} min</em>}
            <span className="sr">{standing === "past" ? ", over" : standing === "coming" ? `, ${minutes} minutes` : ""}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The time left, on the room's clock. Staff also see how long it is to the end. */
export function Clock({ view, isStaff }: { view: ClockView; isStaff: boolean }) {
  const figures = clockFigures(view);
  return (
    <div className={styles.clock} role="timer" aria-live="off" aria-label="Clock">
      {figures !== null && <span className={`${styles.time} num`}>{figures}</span>}
      <small className="num">
        {clockCaption(view)}
        {isStaff && view.toEndMs !== null && <span className={styles.toEnd}> · {clockWords(view.toEndMs)} to end</span>}
      </small>
      <SpokenClock view={view} />
    </div>
  );
}

/** Says aloud when five minutes, one minute and nothing is left of a phase, and that the next has begun. */
function SpokenClock({ view: { status, leftMs, phaseName } }: { view: ClockView }) {
  const before = useRef<{ phase: string | null; leftMs: number } | null>(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const last = before.current;
    before.current = status === "running" && leftMs !== null ? { phase: phaseName, leftMs } : null;
    if (last === null || before.current === null || phaseName === null || leftMs === null) return;
    const next = last.phase !== phaseName ? `${phaseName} begins` : spokenBetween(last.leftMs, leftMs, phaseName);
    if (next !== null) setSaid(next);
  }, [status, leftMs, phaseName]);
  return (
    <span className="sr" role="status">
      {said}
    </span>
  );
}
