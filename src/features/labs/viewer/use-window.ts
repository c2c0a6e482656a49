"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type Axis, centredAt, countIn, LEVELS, makeAxis, movedBy, showing, stepsIn, type StepRange, translated, type Window, wholeWindow, windowAround, zoomed } from "../spacetime/axis";
import type { TimeMode } from "../spacetime/place-times";
import type { Story } from "../spacetime/read-story";

/** So many events are in the window when a long run is opened: all of them readable. */
const FIRST_EVENTS = 44;
const ZOOM_STEP = 1.6;
const REST_MS = 140;

/** The window of a long run: what is in it, and how it moves. */
export interface RunWindow {
  readonly axis: Axis;
  readonly window: Window;
  readonly range: StepRange;
  /** It changes in every frame or so: what takes long to draw waits until it rests. */
  readonly isMoving: boolean;
  readonly moveBy: (units: number) => void;
  readonly centreAt: (unit: number) => void;
  /** Narrower (1) or wider (-1) around a place, or around the cursor; 0: all of the run */
  readonly zoom: (direction: 1 | -1 | 0, unit?: number) => void;
}

/** By time, unless so much happens at one instant where the run fails that none of it could be told apart. */
export function usualMode(story: Story): TimeMode {
  const axis = makeAxis(story, "time");
  const isDense = story.steps.length > LEVELS.numbered && countIn(axis, windowAround(axis, story.violation ?? 1, FIRST_EVENTS)) > LEVELS.numbered;
  return isDense ? "logical" : "time";
}

/** Null for a run that is short enough to be drawn whole. */
export function useWindow(story: Story, mode: TimeMode, cursor: number): RunWindow | null {
  const isLong = story.steps.length > LEVELS.numbered;
  const axis = useMemo(() => makeAxis(story, mode), [story, mode]);
  const [{ of, window }, set] = useState(() => ({ of: axis, window: windowAround(axis, cursor, FIRST_EVENTS) }));
  // The other mode has other units: the same steps stay in view.
  const current = of === axis ? window : translated(of, axis, window);
  const change = useCallback(
    (next: (window: Window) => Window) =>
      set((now) => {
        const changed = next(now.of === axis ? now.window : translated(now.of, axis, now.window));
        // A window that stays where it is is not drawn again.
        return now.of === axis && changed === now.window ? now : { of: axis, window: changed };
      }),
    [axis],
  );
  useEffect(() => change((now) => showing(axis, now, cursor)), [axis, cursor, change]);
  const moveBy = useCallback((units: number) => change((now) => movedBy(axis, now, units)), [axis, change]);
  const centreAt = useCallback((unit: number) => change((now) => centredAt(axis, now, unit)), [axis, change]);
  const zoom = useCallback(
    (direction: 1 | -1 | 0, unit = axis.units[cursor - 1] ?? axis.start) => change((now) => (direction === 0 ? wholeWindow(axis) : zoomed(axis, now, ZOOM_STEP ** -direction, unit))),
    [axis, cursor, change],
  );
  const isMoving = useIsMoving(current);
  const range = useMemo(() => stepsIn(axis, current), [axis, current]);
  return useMemo(() => (isLong ? { axis, window: current, range, isMoving, moveBy, centreAt, zoom } : null), [isLong, axis, current, range, isMoving, moveBy, centreAt, zoom]);
}

/** Whether a window has changed twice within a moment, and not yet rested for as long. */
function useIsMoving(window: Window): boolean {
  const [isMoving, setMoving] = useState(false);
  const changedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const now = performance.now();
    if (now - changedAt.current < REST_MS) setMoving(true);
    changedAt.current = now;
    const timer = setTimeout(() => setMoving(false), REST_MS);
    return () => clearTimeout(timer);
  }, [window]);
  return isMoving;
}
