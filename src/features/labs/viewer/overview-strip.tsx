"use client";

import { useLayoutEffect, useMemo, useRef } from "react";
import { number } from "@/ui/words";
import type { Axis } from "../spacetime/axis";
import { unitOfSpan } from "../spacetime/coarse";
import type { Colours } from "../spacetime/paint-coarse";
import type { Story } from "../spacetime/read-story";
import { useColours } from "../spacetime/use-colours";
import styles from "./coarse-diagram.module.css";
import type { Run } from "./use-run";
import type { RunWindow } from "./use-window";

const HEIGHT = 36;
/** Columns of the density, bars and what strikes the network below them. */
const COLUMN = 3;
const FAULTS = { top: 27, height: 8 };
const DIAMOND = 5;
/** Into how many places the strip is divided for the keyboard and the pointer. */
const PLACES = 1_000;

/** The whole run as density, with its faults, its violation, and the window as a frame that can be moved. */
export function OverviewStrip({ run: { story, cursor }, view: { axis, window, range, centreAt }, width }: { run: Run; view: RunWindow; width: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useColours();
  const bars = useMemo(() => densityOf(axis, Math.max(Math.floor(width / COLUMN), 1)), [axis, width]);
  useLayoutEffect(() => {
    const element = canvas.current;
    const paint = element?.getContext("2d");
    if (!element || !paint || colours === null || width <= 0) return;
    const ratio = devicePixelRatio;
    [element.width, element.height] = [Math.round(width * ratio), Math.round(HEIGHT * ratio)];
    paint.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintStrip(paint, { story, axis, bars, width, colours });
  }, [story, axis, bars, width, colours]);
  const share = (unit: number) => ((unit - axis.start) / (axis.end - axis.start)) * 100;
  const centre = share((window.from + window.to) / 2);
  return (
    <div className={styles.strip}>
      <canvas ref={canvas} style={{ width, height: HEIGHT }} aria-hidden="true" />
      <input
        type="range"
        min={0}
        max={PLACES}
        value={Math.round((centre / 100) * PLACES)}
        aria-label="Window on the run"
        aria-valuetext={`events ${number(range.first)} to ${number(range.last)} of ${number(story.steps.length)}`}
        onChange={(event) => centreAt(axis.start + (Number(event.target.value) / PLACES) * (axis.end - axis.start))}
      />
      <div className={styles.frame} style={{ left: `${share(window.from)}%`, width: `${share(window.to) - share(window.from)}%` }} />
      <div className={styles.here} style={{ left: `${share(axis.units[cursor - 1] ?? axis.start)}%` }} />
    </div>
  );
}

/** How many steps fall into each column, as shares of the fullest. */
function densityOf({ units, start, end }: Axis, columns: number): Float64Array {
  const counts = new Float64Array(columns);
  for (const unit of units) {
    const column = Math.min(Math.floor(((unit - start) / (end - start)) * columns), columns - 1);
    counts[column] = (counts[column] ?? 0) + 1;
  }
  const most = Math.max(...counts, 1);
  return counts.map((count) => count / most);
}

function paintStrip(paint: CanvasRenderingContext2D, { story, axis, bars, width, colours }: { story: Story; axis: Axis; bars: Float64Array; width: number; colours: Colours }): void {
  const xOf = (unit: number) => ((unit - axis.start) / (axis.end - axis.start)) * width;
  paint.clearRect(0, 0, width, HEIGHT);
  paint.fillStyle = colours.control;
  bars.forEach((share, column) => {
    // The root: a few events must be seen beside a crowd.
    const height = Math.sqrt(share) * (FAULTS.top - 4);
    if (share > 0) paint.fillRect(column * COLUMN, FAULTS.top - 2 - height, COLUMN - 0.5, height);
  });
  paint.fillStyle = colours.d2;
  let cutSince: number | null = null;
  for (const span of story.spans) {
    const x = xOf(unitOfSpan(story, axis, span));
    if (span.kind === "partitioned" || span.kind === "cut") cutSince ??= x;
    else if (span.kind === "healed" && cutSince !== null) {
      paint.fillRect(cutSince, FAULTS.top + 2, Math.max(x - cutSince, 2), 3);
      cutSince = null;
    }
  }
  if (cutSince !== null) paint.fillRect(cutSince, FAULTS.top + 2, width - cutSince, 3);
  paint.fillStyle = colours.ink;
  for (const [index, { event }] of story.steps.entries()) if (event.kind === "crashed") paint.fillRect(xOf(axis.units[index] ?? 0) - 1, FAULTS.top, 2, FAULTS.height);
  const violation = story.violation === null ? null : axis.units[story.violation - 1];
  if (violation === null || violation === undefined) return;
  const x = Math.min(Math.max(xOf(violation), DIAMOND), width - DIAMOND);
  paint.fillStyle = colours["fail-solid"];
  paint.beginPath();
  paint.moveTo(x, 4);
  paint.lineTo(x + DIAMOND, 4 + DIAMOND);
  paint.lineTo(x, 4 + 2 * DIAMOND);
  paint.lineTo(x - DIAMOND, 4 + DIAMOND);
  paint.fill();
}
