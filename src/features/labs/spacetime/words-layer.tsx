import { memo } from "react";
import type { Shown } from "./drawing";
import type { PlacedPill, SpacetimeLayout } from "./layout-shape";
import type { PlacedText } from "./place-labels";
import styles from "./spacetime.module.css";

interface WordsLayerProps {
  readonly layout: SpacetimeLayout;
  readonly cursor: number;
  readonly shown: Shown;
  readonly kept: ReadonlySet<number> | null;
}

const OF_MESSAGES: ReadonlySet<PlacedText["look"]> = new Set(["kind", "copy", "strong"]);

/** Captions, labels and pills: whole words are paler until their first event is reached, never half a word. */
export function WordsLayer({ layout, cursor, shown, kept }: WordsLayerProps) {
  const isFaded = (steps: readonly number[]) => kept !== null && !steps.every((step) => kept.has(step));
  const isAhead = (steps: readonly number[]) => (steps[0] ?? 0) > cursor;
  return (
    <g>
      {layout.terms.map(({ key, text, x, y, width, step }) => (
        <g key={key} className={lookOf("", isAhead(step === null ? [] : [step]), false)}>
          <rect className={styles.term} x={x} y={y - 9} width={width} height={18} rx={9} />
          <text className={styles.termText} x={x + width / 2} y={y + 4} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      {shown.messages && layout.pills.map((pill) => <Pill key={`${pill.x} ${pill.y}`} pill={pill} isAhead={isAhead(pill.steps)} isFaded={isFaded(pill.steps)} />)}
      {layout.texts
        .filter(({ look }) => shown.messages || !OF_MESSAGES.has(look))
        .map((text) => (
          <Words key={`${text.text} ${text.x} ${text.y}`} text={text} isAhead={isAhead(text.steps)} isFaded={isFaded(text.steps)} />
        ))}
    </g>
  );
}

const lookOf = (base: string | undefined, isAhead: boolean, isFaded: boolean): string => `${base} ${isAhead ? styles.future : ""} ${isFaded ? styles.faded : ""}`;

const Words = memo(function Words({ text: { text, x, y, anchor, look }, isAhead, isFaded }: { text: PlacedText; isAhead: boolean; isFaded: boolean }) {
  return (
    <text className={lookOf(`${styles.words} ${styles[look]}`, isAhead, isFaded && look !== "bad")} x={x} y={y} textAnchor={anchor}>
      {text}
    </text>
  );
});

const Pill = memo(function Pill({ pill: { text, x, y, width }, isAhead, isFaded }: { pill: PlacedPill; isAhead: boolean; isFaded: boolean }) {
  return (
    <g className={lookOf("", isAhead, isFaded)}>
      <rect className={styles.pill} x={x} y={y - 9.5} width={width} height={19} rx={9.5} />
      <text className={styles.pillText} x={x + width / 2} y={y + 4} textAnchor="middle">
        {text}
      </text>
    </g>
  );
});
