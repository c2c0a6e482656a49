"use client";

import { useEffect, useRef, useState } from "react";
import { momentParam } from "../addresses";
import { changeSpeed, playOn, type Speed, stepEvent, stepPhase } from "./playing";
import type { TimeLine } from "./time-line";

const TICK_MS = 50;
/** The address follows the moment, but not in every frame. */
const ADDRESS_MS = 400;

/** Where one is on the line of time, and how one moves. The address carries the moment. */
export function usePlayer(line: TimeLine, startMs: number) {
  const [atMs, setAtMs] = useState(Math.min(startMs, line.durationMs));
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(1);
  const ended = atMs >= line.durationMs;

  const last = useRef(0);
  useEffect(() => {
    if (!isPlaying) return;
    last.current = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      const passed = now - last.current;
      last.current = now;
      setAtMs((before) => playOn(line, before, passed, speed));
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [isPlaying, speed, line]);
  useEffect(() => {
    if (ended) setPlaying(false);
  }, [ended]);

  const seconds = Math.floor(atMs / 1000);
  useEffect(() => {
    const timer = setTimeout(() => {
      const address = new URL(window.location.href);
      address.searchParams.set("t", momentParam(seconds * 1000));
      window.history.replaceState(window.history.state, "", address);
    }, ADDRESS_MS);
    return () => clearTimeout(timer);
  }, [seconds]);

  const go = (next: number) => {
    setPlaying(false);
    setAtMs(Math.min(line.durationMs, Math.max(0, next)));
  };
  return {
    atMs,
    isPlaying,
    speed,
    setSpeed,
    go,
    play: () => {
      // Playback is motion that the reader started; whoever wants less of it goes event by event.
      if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return go(stepEvent(line, atMs, 1));
      if (ended) setAtMs(0);
      setPlaying(!isPlaying);
    },
    event: (step: 1 | -1) => go(stepEvent(line, atMs, step)),
    phase: (step: 1 | -1) => go(stepPhase(line, atMs, step)),
    faster: (step: 1 | -1) => setSpeed(changeSpeed(speed, step)),
  };
}

export type Player = ReturnType<typeof usePlayer>;
