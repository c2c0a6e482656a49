import Link from "next/link";
import type { SheetLine } from "@/contracts/interviews/report";
import { LOW_LEVEL_MAX } from "@/domain/interviews/report-sheet";
import { replayHref } from "../addresses";
import { clockWords } from "../words";
import styles from "./report.module.css";

/** A level as four fields: how many are filled, and hatched where the line is low. The number says it in words. */
export function LevelDots({ level }: Pick<SheetLine, "level">) {
  const isLow = level !== null && level <= LOW_LEVEL_MAX;
  return (
    <span className={styles.dots} aria-hidden="true">
      {[1, 2, 3, 4].map((each) => (
        <i key={each} className={level !== null && each <= level ? (isLow ? styles.low : styles.full) : undefined} />
      ))}
    </span>
  );
}

/** The rubric in rows, each with the minute of its first evidence: beside a replay. */
export function SheetRows({ lines, onGo }: { lines: readonly SheetLine[]; onGo: (atMs: number) => void }) {
  return (
    <ul>
      {lines.map(({ dimension, level, evidence: [first] }) => (
        <li key={dimension} className={styles.row}>
          <span>{dimension}</span>
          <LevelDots level={level} />
          <b className="num">
            <span className="sr">level </span>
            {level ?? "–"}
          </b>
          {first === undefined ? (
            <span />
          ) : (
            <button type="button" className="link num cursor-pointer" onClick={() => onGo(first.atMs)}>
              <span className="sr">Go to </span>
              {clockWords(first.atMs)}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The rubric in full: what the level asks for, and what was seen, each with its minute in the replay. */
export function SheetLines({ roomId, lines }: { roomId: string; lines: readonly SheetLine[] }) {
  return (
    <ul>
      {lines.map(({ dimension, level, levels, evidence }) => (
        <li key={dimension} className={styles.line}>
          <div className={styles.lineHead}>
            <h3>{dimension}</h3>
            <LevelDots level={level} />
            <b className="num">{level === null ? "not rated" : `${level} of 4`}</b>
          </div>
          {level !== null && <p className={styles.anchor}>{levels[level - 1]}</p>}
          {evidence.map(({ evidenceId, text, atMs }) => (
            <blockquote key={evidenceId} className={styles.evidence}>
              <Link className="num" href={replayHref(roomId, atMs)}>
                <span className="sr">Replay at </span>
                {clockWords(atMs)}
              </Link>{" "}
              {text === "" ? <span className="muted">this moment</span> : text}
            </blockquote>
          ))}
        </li>
      ))}
    </ul>
  );
}
