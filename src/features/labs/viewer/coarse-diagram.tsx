"use client";

import { type CSSProperties, type PointerEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import { stepAt } from "../spacetime/axis";
import { makeCoarse } from "../spacetime/coarse";
import { describeEvent, timeWords } from "../spacetime/describe-event";
import type { Lane } from "../spacetime/lanes";
import { layOutLanes } from "../spacetime/layout";
import { type CoarsePicture, paintCoarse, placer } from "../spacetime/paint-coarse";
import { useColours } from "../spacetime/use-colours";
import { windowTicks } from "../spacetime/time-ticks";
import { PinnedTrack } from "./pinned-track";
import styles from "./coarse-diagram.module.css";
import type { Run } from "./use-run";
import type { RunWindow } from "./use-window";

/** Room for the names of lanes, and beside, above and below the lanes. */
const GUTTER = { left: 76, right: 20, top: 58, axis: 26 };
/** A press that moves less than this chooses an event instead of moving the window. */
const CLICK_PX = 4;

interface CoarseDiagramProps {
  readonly run: Run;
  readonly view: RunWindow;
  readonly lanes: readonly Lane[];
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly checkTitle: string;
}

/** A window of more events than can be numbered, painted on a canvas; what moves with the cursor lies above it. */
export function CoarseDiagram({ run, view, lanes, width, height, title, description, checkTitle }: CoarseDiagramProps) {
  const { story, cursor, shown, kept, marked, pinned } = run;
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useColours();
  const coarse = useMemo(() => makeCoarse(story, lanes), [story, lanes]);
  const lines = useMemo(() => layOutLanes(lanes, GUTTER.top, height - GUTTER.axis), [lanes, height]);
  const bottom = (lines.at(-1)?.y ?? GUTTER.top) + 40;
  const edges = useMemo(() => ({ left: GUTTER.left, right: width - GUTTER.right, top: GUTTER.top, bottom }), [width, bottom]);
  const { axis, window } = view;
  const place = placer(edges, window);
  const picture = useMemo<CoarsePicture | null>(
    () => (colours === null ? null : { story, coarse, axis, lines, ...edges, showsMessages: shown.messages, kept, marked, colours }),
    [story, coarse, axis, lines, edges, shown.messages, kept, marked, colours],
  );
  useLayoutEffect(() => {
    const element = canvas.current;
    const paint = element?.getContext("2d");
    if (!element || !paint || picture === null) return;
    const ratio = devicePixelRatio;
    const [w, h] = [Math.round(width * ratio), Math.round(bottom * ratio)];
    if (element.width !== w || element.height !== h) [element.width, element.height] = [w, h];
    paint.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint.clearRect(0, 0, width, bottom);
    paintCoarse(paint, picture, window);
  }, [picture, window, width, bottom]);

  const hand = useHand(run, view, edges);
  const x = place(axis.units[cursor - 1] ?? axis.start);
  const isCursorIn = x >= edges.left - 1 && x <= edges.right + 1;
  const violationX = coarse.violation === null ? null : place(axis.units[coarse.violation] ?? 0);
  return (
    <div className={styles.sheet}>
      <div className={styles.picture} style={{ width, height: bottom + GUTTER.axis }} role="img" aria-label={title} aria-description={description} {...hand.events}>
        <canvas ref={canvas} style={{ width, height: bottom }} aria-hidden="true" data-diagram="coarse" />
        <div className={styles.names} aria-hidden="true">
          {lines.map(({ key, kind, label, y }) => (
            <span key={key} className={kind === "node" ? styles.node : undefined} style={{ top: y, width: GUTTER.left - 12 }}>
              {label.join(" ")}
            </span>
          ))}
        </div>
        {isCursorIn ? (
          <>
            <div className={styles.veil} style={{ left: x, width: Math.max(edges.right - x, 0), top: edges.top, height: bottom - edges.top }} />
            <div className={styles.cursor} style={{ transform: `translateX(${x}px)`, top: edges.top - 12, height: bottom - edges.top + 12 }}>
              <span>{timeWords(story.steps[cursor - 1]?.event.atUs ?? 0)}</span>
            </div>
          </>
        ) : (
          x < edges.left && <div className={styles.veil} style={{ left: edges.left, width: edges.right - edges.left, top: edges.top, height: bottom - edges.top }} />
        )}
        {violationX !== null && violationX >= edges.left && violationX <= edges.right && <Flag x={violationX} width={width} words={`${checkTitle}: ${story.says}`} drop={edges.top - 34} />}
        <div className={styles.axis} style={{ top: bottom }} aria-hidden="true">
          {windowTicks(axis, window, edges.right - edges.left).map(({ x: tick, label }) => (
            <span key={label} style={{ left: edges.left + tick }}>
              {label}
            </span>
          ))}
        </div>
        {hand.pointed !== null && <Tip run={run} step={hand.pointed} x={place(axis.units[hand.pointed - 1] ?? 0)} width={width} y={(lines[Math.floor(coarse.rows[hand.pointed - 1] ?? 0)]?.y ?? 0) + 14} />}
      </div>
      {pinned !== null && <PinnedTrack pinned={pinned} left={edges.left} right={edges.right} xOf={(step) => place(axis.units[step - 1] ?? 0)} />}
    </div>
  );
}

/** What went wrong, above where it did. */
function Flag({ x, width, words, drop }: { x: number; width: number; words: string; drop: number }) {
  return (
    <div className={styles.flag} style={{ "--x": `${x}px`, "--right": `${width - x}px` } as CSSProperties} data-side={x > width / 2 ? "left" : "right"}>
      <span>{words}</span>
      <i style={{ height: drop }} />
    </div>
  );
}

/** The words of the event under the pointer. */
function Tip({ run: { story }, step, x, y, width }: { run: Run; step: number; x: number; y: number; width: number }) {
  const event = story.steps[step - 1]?.event;
  if (event === undefined) return null;
  return (
    <div className={styles.tip} style={x > width / 2 ? { right: width - x, top: y } : { left: x, top: y }}>
      <b className="num">{step}</b> {describeEvent(event, story.excerpt).sentence}
    </div>
  );
}

/** What a hand does on the picture: it points, chooses an event, moves the window and makes it wider. */
function useHand({ act }: Run, { axis, window, moveBy }: RunWindow, edges: { left: number; right: number }) {
  const [pointed, setPointed] = useState<number | null>(null);
  const press = useRef<{ x: number; moved: number } | null>(null);
  const perPx = (window.to - window.from) / (edges.right - edges.left);
  const stepUnder = (event: PointerEvent<HTMLElement>): number => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return stepAt(axis, window.from + (x - edges.left) * perPx);
  };
  const events = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      press.current = { x: event.clientX, moved: 0 };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (press.current === null) return setPointed(event.pointerType === "mouse" ? stepUnder(event) : null);
      const by = press.current.x - event.clientX;
      press.current = { x: event.clientX, moved: press.current.moved + Math.abs(by) };
      if (press.current.moved >= CLICK_PX) moveBy(by * perPx);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (press.current !== null && press.current.moved < CLICK_PX) act.goTo(stepUnder(event));
      press.current = null;
    },
    onPointerCancel: () => (press.current = null),
    onPointerLeave: () => setPointed(null),
  };
  return { pointed, events };
}
