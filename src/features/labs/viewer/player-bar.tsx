import { Pause, Play, SkipBack, SkipForward, StepBack, StepForward } from "lucide-react";
import { type CSSProperties, memo } from "react";
import { Kbd } from "@/ui/kbd";
import { number } from "@/ui/words";
import styles from "./run-viewer.module.css";
import type { Run } from "./use-run";

const shareOf = (step: number, last: number): number => (last <= 1 ? 0 : (step - 1) / (last - 1));

/** Steps through the run: buttons, a scrubber with a tick for each event, and where the violation is. */
export function PlayerBar({ run: { story, cursor, isPlaying, act }, words }: { run: Run; words: string }) {
  const last = story.steps.length;
  return (
    <div className={styles.player}>
      <div className={styles.buttons}>
        <button type="button" className="btn ghost icon sm" aria-label="First event" onClick={act.first} disabled={cursor <= 1} aria-keyshortcuts="Home">
          <SkipBack className="ico s" aria-hidden="true" />
        </button>
        <button type="button" className="btn ghost icon sm" aria-label="Event before" onClick={() => act.step(-1)} disabled={cursor <= 1} aria-keyshortcuts="ArrowLeft">
          <StepBack className="ico s" aria-hidden="true" />
        </button>
        <button type="button" className={`btn icon sm ${styles.play}`} aria-label={isPlaying ? "Pause" : "Play"} onClick={act.play} aria-keyshortcuts="Space">
          {isPlaying ? <Pause className="ico s" aria-hidden="true" /> : <Play className="ico s" aria-hidden="true" />}
        </button>
        <button type="button" className="btn ghost icon sm" aria-label="Event after" onClick={() => act.step(1)} disabled={cursor >= last} aria-keyshortcuts="ArrowRight">
          <StepForward className="ico s" aria-hidden="true" />
        </button>
        <button type="button" className="btn ghost icon sm" aria-label="Last event" onClick={act.last} disabled={cursor >= last} aria-keyshortcuts="End">
          <SkipForward className="ico s" aria-hidden="true" />
        </button>
      </div>
      <div className={styles.scrubber} style={{ "--at": shareOf(cursor, last) } as CSSProperties}>
        <Ticks last={last} violation={story.violation} />
        <input type="range" min={1} max={Math.max(last, 1)} step={1} value={cursor} aria-label="Event" aria-valuetext={words} onChange={(event) => act.goTo(Number(event.target.value))} />
      </div>
      <span className={`num ${styles.count}`}>
        {number(cursor)} of {number(last)}
      </span>
      <span className={`hint ${styles.keys}`}>
        <Kbd>←</Kbd>
        <Kbd>→</Kbd> step <Kbd>Space</Kbd> play <Kbd>V</Kbd> violation <Kbd>?</Kbd> keys
      </span>
    </div>
  );
}

/** More ticks than this are a grey bar: the strip above shows where events are many. */
const TICKS_MAX = 120;

/** One for each event, and a diamond where the check breaks. */
const Ticks = memo(function Ticks({ last, violation }: { last: number; violation: number | null }) {
  return (
    <div className={styles.ticks} aria-hidden="true">
      {last <= TICKS_MAX && Array.from({ length: last }, (_, index) => index + 1 !== violation && <i key={index} style={{ left: `${shareOf(index + 1, last) * 100}%` }} />)}
      {violation !== null && <i className={styles.diamond} style={{ left: `${shareOf(violation, last) * 100}%` }} />}
    </div>
  );
});
