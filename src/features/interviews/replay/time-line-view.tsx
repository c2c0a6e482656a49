"use client";

import { type LucideIcon, Lightbulb, MessageSquare, Pause, Pencil, Play, Quote, StickyNote } from "lucide-react";
import type { KeyboardEvent } from "react";
import { Kbd } from "@/ui/kbd";
import { clockWords } from "../words";
import { SPEEDS } from "./playing";
import styles from "./replay.module.css";
import { type Mark, phaseAt, type TimeLine, type TrackName } from "./time-line";
import type { Player } from "./use-player";

const TRACKS: readonly { name: TrackName; label: string; icon: LucideIcon }[] = [
  { name: "hints", label: "Released", icon: Lightbulb },
  { name: "evidence", label: "Evidence", icon: Quote },
  { name: "notes", label: "Notes", icon: StickyNote },
  { name: "chat", label: "Chat", icon: MessageSquare },
];
const DENSITY_HEIGHT = 40;

/** The whole interview on one line: scrubbed, stepped through and played. */
export function TimeLineView({ line, player }: { line: TimeLine; player: Player }) {
  const { atMs } = player;
  const share = `${(atMs / line.durationMs) * 100}%`;
  const shown = TRACKS.filter(({ name }) => line.tracks[name].length > 0);
  return (
    <section className={styles.timeline} aria-label="Time line">
      <Controls line={line} player={player} />
      <div className={styles.tracks}>
        <div className={styles.track}>
          <span className={styles.trackName} />
          <div className={styles.phases}>
            {line.phases.map(({ name, fromMs, toMs }) => (
              <span key={`${name} ${fromMs}`} style={{ left: `${(fromMs / line.durationMs) * 100}%`, width: `calc(${((toMs - fromMs) / line.durationMs) * 100}% - 2px)` }}>
                {name}
              </span>
            ))}
          </div>
        </div>
        <Density line={line} atMs={atMs} />
        {shown.map(({ name, label, icon: Icon }) => (
          <div key={name} className={styles.track}>
            <span className={styles.trackName}>
              <Icon className="ico s" aria-hidden="true" />
              {label}
            </span>
            <div className={`${styles.line} ${styles[name]}`}>
              {line.tracks[name].map((mark) => (
                <MarkButton key={mark.seq} mark={mark} line={line} onGo={player.go} />
              ))}
            </div>
          </div>
        ))}
        <div className={styles.scrub}>
          <span />
          <div>
            <Scrubber line={line} player={player} />
            <i className={styles.head} style={{ left: share }} />
          </div>
        </div>
      </div>
    </section>
  );
}

function Controls({ line, player: { atMs, isPlaying, speed, play, setSpeed } }: { line: TimeLine; player: Player }) {
  return (
    <div className={styles.controls}>
      <button type="button" className="btn icon sm" aria-label={isPlaying ? "Pause" : "Play"} aria-keyshortcuts="Space" onClick={play}>
        {isPlaying ? <Pause className="ico s" aria-hidden="true" /> : <Play className="ico s" aria-hidden="true" />}
      </button>
      <span className={`${styles.at} num`}>{clockWords(atMs)}</span>
      <span className="hint num">of {clockWords(line.durationMs)}</span>
      <div className={styles.speeds} role="group" aria-label="Speed">
        {SPEEDS.map((each) => (
          <button key={each} type="button" aria-pressed={each === speed} onClick={() => setSpeed(each)}>
            {each}×
          </button>
        ))}
      </div>
      <span className="hint">idle time skipped</span>
      <span className={`${styles.keys} hint`}>
        <Kbd>←</Kbd> <Kbd>→</Kbd> event <Kbd>Shift</Kbd> <Kbd>←</Kbd> phase <Kbd>[</Kbd> <Kbd>]</Kbd> speed <Kbd>Space</Kbd> play
      </span>
    </div>
  );
}

function Density({ line: { density, durationMs }, atMs }: { line: TimeLine; atMs: number }) {
  const highest = Math.max(1, ...density);
  const now = (atMs / durationMs) * density.length;
  return (
    <div className={`${styles.track} ${styles.tall}`}>
      <span className={styles.trackName}>
        <Pencil className="ico s" aria-hidden="true" />
        Board
      </span>
      <svg viewBox={`0 0 ${density.length} ${DENSITY_HEIGHT}`} preserveAspectRatio="none" role="img" aria-label="How much was drawn when">
        {density.map((count, place) => {
          const height = count === 0 ? 1 : 2 + (Math.sqrt(count) / Math.sqrt(highest)) * (DENSITY_HEIGHT - 4);
          return <rect key={place} x={place + 0.15} width={0.7} y={DENSITY_HEIGHT - height} height={height} className={place < now ? styles.past : styles.coming} />;
        })}
      </svg>
    </div>
  );
}

function MarkButton({ mark: { atMs, words }, line, onGo }: { mark: Mark; line: TimeLine; onGo: (atMs: number) => void }) {
  return (
    <button type="button" tabIndex={-1} style={{ left: `${(atMs / line.durationMs) * 100}%` }} title={`${clockWords(atMs)} ${words}`} aria-label={`${clockWords(atMs)} ${words}`} onClick={() => onGo(atMs)}>
      <i />
    </button>
  );
}

/** A slider for the moment. Its arrows go by events and phases, as they do everywhere on the page. */
function Scrubber({ line, player }: { line: TimeLine; player: Player }) {
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" || event.key === "ArrowUp" ? 1 : event.key === "ArrowLeft" || event.key === "ArrowDown" ? -1 : 0;
    if (event.key === " ") player.play();
    else if (event.key === "[" || event.key === "]") player.faster(event.key === "]" ? 1 : -1);
    else if (step !== 0) (event.shiftKey ? player.phase : player.event)(step);
    else return;
    event.preventDefault();
  };
  const phase = phaseAt(line.phases, player.atMs)?.name;
  return (
    <input
      type="range"
      className={styles.range}
      aria-label="Moment"
      aria-valuetext={`${clockWords(player.atMs)}${phase === undefined ? "" : `, ${phase}`}`}
      min={0}
      max={line.durationMs}
      step={1}
      value={player.atMs}
      onChange={(event) => player.go(Number(event.target.value))}
      onKeyDown={onKeyDown}
    />
  );
}
