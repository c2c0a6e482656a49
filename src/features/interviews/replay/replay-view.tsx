"use client";

import { useMemo } from "react";
import type { ReplayView as Replay, ReportView } from "@/contracts/interviews/report";
import { useHotkeys } from "@/ui/hotkeys";
import { BoardView } from "../board/board";
import { SheetRows } from "../report/sheet-lines";
import { sheetWords } from "../report/report-words";
import { clockWords } from "../words";
import { foldBoards } from "./board-fold";
import styles from "./replay.module.css";
import { captionAt, layTimeLine, type Mark, type TimeLine } from "./time-line";
import { TimeLineView } from "./time-line-view";
import { usePlayer } from "./use-player";

/** The board at a moment, the line of time below it, and what was said and judged beside it. */
export function ReplayView({ report, replay, startMs }: { report: ReportView; replay: Replay; startMs: number }) {
  const line = useMemo(() => layTimeLine(replay), [replay]);
  const boardAt = useMemo(() => foldBoards(line.moments), [line]);
  const player = usePlayer(line, startMs);
  useHotkeys({
    space: player.play,
    arrowleft: () => player.event(-1),
    arrowright: () => player.event(1),
    "shift+arrowleft": () => player.phase(-1),
    "shift+arrowright": () => player.phase(1),
    "[": () => player.faster(-1),
    "]": () => player.faster(1),
  });
  const caption = captionAt(line, player.atMs, replay);
  const scene = useMemo(() => boardAt(player.atMs), [boardAt, player.atMs]);
  const whole = useMemo(() => boardAt(line.durationMs), [boardAt, line]);
  return (
    <main id="main" className={styles.panes}>
      <div className={styles.left}>
        <div className={styles.board}>
          <BoardView scene={scene} whole={whole} />
          {caption !== null && (
            <p className={styles.caption} aria-live={player.isPlaying ? "off" : "polite"}>
              <span className="num">{clockWords(caption.atMs)}</span> {caption.words}
            </p>
          )}
        </div>
        <TimeLineView line={line} player={player} />
      </div>
      <aside className={styles.aside} aria-label="What was said and judged">
        <Judged report={report} onGo={player.go} />
        <Said line={line} atMs={player.atMs} onGo={player.go} />
      </aside>
    </main>
  );
}

function Judged({ report: { sheet, me }, onGo }: { report: ReportView; onGo: (atMs: number) => void }) {
  if (sheet === null) {
    return (
      <section>
        <h2>Report</h2>
        <p className="hint">{me.role === "candidate" ? "Not shared yet." : "For the candidate and the interviewers."}</p>
      </section>
    );
  }
  return (
    <>
      <section>
        <h2>Rubric</h2>
        <p className="hint num mb-2">{sheetWords(sheet.lines)}</p>
        <SheetRows lines={sheet.lines} onGo={onGo} />
      </section>
      {(sheet.keep !== "" || sheet.change !== "") && (
        <section className={styles.words}>
          {sheet.keep !== "" && (
            <p>
              <b>Keep.</b> {sheet.keep}
            </p>
          )}
          {sheet.change !== "" && (
            <p>
              <b>Change.</b> {sheet.change}
            </p>
          )}
        </section>
      )}
    </>
  );
}

/** The same as the marks on the line, as a list: it can be read, and every row leads to its moment. */
function Said({ line: { tracks }, atMs, onGo }: { line: TimeLine; atMs: number; onGo: (atMs: number) => void }) {
  const all: Mark[] = [...tracks.hints, ...tracks.evidence, ...tracks.notes, ...tracks.chat].sort((one, other) => one.atMs - other.atMs || one.seq - other.seq);
  return (
    <section>
      <h2>What happened</h2>
      {all.length === 0 && <p className="hint">Nothing was written or released.</p>}
      <ol className={styles.said}>
        {all.map((mark) => (
          <li key={mark.seq} className={mark.atMs > atMs ? styles.later : undefined}>
            <button type="button" className="link num" onClick={() => onGo(mark.atMs)}>
              {clockWords(mark.atMs)}
            </button>
            <span>{mark.words}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
