"use client";

import { memo, useId } from "react";
import { timeWords } from "./describe-event";
import { Definitions, Drawing, type Shown } from "./drawing";
import { placedAt, type SpacetimeLayout } from "./layout-shape";
import { Mark } from "./marks";
import styles from "./spacetime.module.css";
import { WordsLayer } from "./words-layer";
import { ViolationFlag, ViolationZone } from "./violation";

interface SpacetimeProps {
  readonly layout: SpacetimeLayout;
  /** The step at the cursor */
  readonly cursor: number;
  readonly shown: Shown;
  /** The steps that stay when only causes are wanted; null: all */
  readonly kept: ReadonlySet<number> | null;
  /** Steps that the shrunk run kept */
  readonly marked?: ReadonlySet<number>;
  readonly title: string;
  readonly description: string;
  readonly onChoose: (step: number) => void;
  readonly onPoint: (step: number | null) => void;
}

const PILL = { perCharacter: 7, padding: 16, height: 22, above: 16 };
const HIT_RADIUS = 16;

/**
 * The space-time diagram: a picture for the eyes and the pointer. Its content as text is the list beside it, which
 * also takes the keyboard's focus.
 */
export function Spacetime({ layout, cursor, shown, kept, marked, title, description, onChoose, onPoint }: SpacetimeProps) {
  const scope = useId().replaceAll(":", "");
  const here = placedAt(layout.steps, cursor);
  const x = here?.x ?? layout.left;
  return (
    <svg className={styles.diagram} viewBox={`0 0 ${layout.width} ${layout.height}`} width={layout.width} height={layout.height} role="img" aria-labelledby={`${scope}-title ${scope}-text`}>
      <title id={`${scope}-title`}>{title}</title>
      <desc id={`${scope}-text`}>{description}</desc>
      <defs>
        <Definitions scope={scope} />
        <clipPath id={`${scope}-before`}>
          <rect width={x} height={layout.height} />
        </clipPath>
        <clipPath id={`${scope}-after`}>
          <rect x={x} width={Math.max(layout.width - x, 0)} height={layout.height} />
        </clipPath>
        <g id={`${scope}-drawing`}>
          <Drawing layout={layout} scope={scope} shown={shown} kept={kept} />
        </g>
      </defs>
      {layout.violation !== null && <ViolationZone violation={layout.violation} />}
      <Axes layout={layout} />
      <use href={`#${scope}-drawing`} clipPath={`url(#${scope}-before)`} />
      <use href={`#${scope}-drawing`} clipPath={`url(#${scope}-after)`} className={styles.future} />
      {here !== undefined && <line className={styles.cursor} x1={x} x2={x} y1={layout.top - PILL.above} y2={layout.bottom} />}
      <WordsLayer layout={layout} cursor={cursor} shown={shown} kept={kept} />
      {layout.steps.map((placed) => {
        const { number } = placed.step;
        if (placed.shape === "cross" && !shown.messages) return null;
        return <Mark key={number} placed={placed} state={number === cursor ? "here" : number < cursor ? "past" : "future"} isFaded={kept !== null && !kept.has(number)} isMarked={marked?.has(number) === true} />;
      })}
      {layout.violation !== null && <ViolationFlag violation={layout.violation} />}
      {here !== undefined && <CursorTime x={x} y={layout.top - PILL.above} words={timeWords(here.step.event.atUs)} />}
      <Targets layout={layout} onChoose={onChoose} onPoint={onPoint} />
    </svg>
  );
}

function CursorTime({ x, y, words }: { x: number; y: number; words: string }) {
  const width = words.length * PILL.perCharacter + PILL.padding;
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect className={styles.cursorPill} x={-width / 2} y={-PILL.height / 2} width={width} height={PILL.height} rx={6} />
      <text className={styles.cursorText} y={4} textAnchor="middle">
        {words}
      </text>
    </g>
  );
}

const Axes = memo(function Axes({ layout: { lanes, ticks, breaks, top, bottom, height, left } }: { layout: SpacetimeLayout }) {
  return (
    <g>
      {ticks.map(({ x, label }) => (
        <g key={`${x}`}>
          <line className={styles.grid} x1={x} x2={x} y1={top} y2={bottom} />
          <text className={styles.tick} x={x} y={height - 9} textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
      {breaks.map(({ x, words }) => (
        <g key={`${x}`}>
          <path className={styles.break} d={`M${x - 5} ${top}V${bottom}M${x + 5} ${top}V${bottom}`} />
          <text className={styles.tick} x={x} y={bottom + 1} textAnchor="middle">
            {words}
          </text>
        </g>
      ))}
      <Names lanes={lanes} left={left} />
    </g>
  );
});

function Names({ lanes, left }: Pick<SpacetimeLayout, "lanes" | "left">) {
  return lanes.map(({ key, label, kind, y }) => (
    <text key={key} className={kind === "node" ? styles.nodeName : styles.groupName} x={left - 10} y={y + 5 - (label.length - 1) * 7} textAnchor="end">
      {label.map((line, index) => (
        <tspan key={line} x={left - 10} dy={index === 0 ? 0 : 14}>
          {line}
        </tspan>
      ))}
    </text>
  ));
}

/** The names of the lanes once more, for a picture that is scrolled: they stay where they can be read. */
export const LaneNames = memo(function LaneNames({ layout: { lanes, left, top, bottom } }: { layout: SpacetimeLayout }) {
  return (
    <svg className={styles.diagram} width={left - 4} height={bottom} viewBox={`0 0 ${left - 4} ${bottom}`} aria-hidden="true">
      <rect className={styles.namesGround} y={top} width={left - 4} height={bottom - top} />
      <Names lanes={lanes} left={left - 2} />
    </svg>
  );
});

/** What the pointer finds, larger than what is drawn. */
const Targets = memo(function Targets({ layout, onChoose, onPoint }: Pick<SpacetimeProps, "layout" | "onChoose" | "onPoint">) {
  return (
    <g>
      {layout.steps.map(({ step: { number }, x, y }) => (
        <circle key={number} className={styles.target} cx={x} cy={y} r={HIT_RADIUS} data-step={number} onClick={() => onChoose(number)} onPointerEnter={() => onPoint(number)} onPointerLeave={() => onPoint(null)} />
      ))}
    </g>
  );
});
