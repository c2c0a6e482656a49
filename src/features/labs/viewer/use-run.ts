"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ShownRecording } from "@/domain/labs/shown-recording";
import { causalPast, directCauses } from "../spacetime/causes";
import type { Shown } from "../spacetime/drawing";
import type { TimeMode } from "../spacetime/place-times";
import { byId, readStory, type Story } from "../spacetime/read-story";
import { pinnableNames, type PinnedVariable, pinVariable } from "./pinned-variable";
import { type RunWindow, usualMode, useWindow } from "./use-window";
import { readSeedView, type SeedView, writeSeedView } from "./seed-address";

const PLAY_STEP_MS = 700;
/** The address follows when the cursor rests: browsers take no more than about three changes a second. */
const ADDRESS_MS = 300;
/** So long the pointer rests on an event before all but its causes fade. */
const POINT_MS = 140;
const ZOOM = { step: 1.4, max: 6 };

export interface Run {
  readonly story: Story;
  readonly nodes: readonly string[];
  readonly cursor: number;
  /** The node in the inspector; null only where the cluster has none */
  readonly node: string | null;
  readonly mode: TimeMode;
  readonly shown: Shown;
  readonly causesOnly: boolean;
  readonly kept: ReadonlySet<number> | null;
  /** Steps that the shrunk run kept */
  readonly marked: ReadonlySet<number>;
  readonly pinned: PinnedVariable | null;
  /** Null for a run that is drawn whole */
  readonly view: RunWindow | null;
  readonly zoom: number;
  readonly isPlaying: boolean;
  readonly asTable: boolean;
  readonly isHistory: boolean;
  readonly act: RunActions;
}

export interface RunActions {
  readonly goTo: (step: number) => void;
  readonly step: (by: 1 | -1) => void;
  readonly stepOfNode: (by: 1 | -1) => void;
  readonly lane: (by: 1 | -1) => void;
  readonly first: () => void;
  readonly last: () => void;
  readonly violation: () => void;
  readonly play: () => void;
  readonly inspect: (node: string) => void;
  readonly setMode: (mode: TimeMode) => void;
  readonly toggle: (what: keyof Shown) => void;
  readonly toggleCauses: () => void;
  readonly toggleTable: () => void;
  readonly toggleHistory: () => void;
  /** Pins a variable of the node in the inspector, or with null the next one; the last one's turn over, none. */
  readonly pin: (name: string | null) => void;
  readonly zoomBy: (direction: 1 | -1 | 0) => void;
  readonly point: (step: number | null) => void;
}

/** Where a reader stands in a run, and every move that there is. `query`: that of the page's address when it was opened. */
export function useRun({ excerpt, kept: keptNumbers }: Pick<ShownRecording, "excerpt" | "kept">, query: string): Run {
  const story = useMemo(() => readStory(excerpt), [excerpt]);
  const nodes = useMemo(() => excerpt.nodes.toSorted(byId), [excerpt]);
  const causes = useMemo(() => once(() => directCauses(story)), [story]);
  const place = usePlace(story, nodes, query);
  const { cursor, goTo, setNode } = place;
  const last = story.steps.length;
  const { isPlaying, play, stop } = usePlaying(cursor, last, goTo);
  const [shown, setShown] = useState<Shown>({ messages: true, timers: true });
  const [causesOnly, setCausesOnly] = useState(false);
  const [asTable, setAsTable] = useState(false);
  const [zoom, setZoom] = useState(1);
  const [pointed, point] = useRested<number>();
  const view = useWindow(story, place.mode, cursor);
  const [pinnedName, setPinned] = useState<string | null>(null);

  const actor = story.steps[cursor - 1]?.actor ?? null;
  const node = place.node ?? (actor !== null && nodes.includes(actor) ? actor : nearestNode(story, nodes, cursor));
  const focus = pointed ?? (causesOnly ? cursor : null);
  const kept = useMemo(() => (focus === null ? null : causalPast(causes(), focus)), [causes, focus]);
  const marked = useMemo(() => stepsOf(story, keptNumbers), [story, keptNumbers]);
  const pinned = useMemo(() => (pinnedName === null || node === null ? null : pinVariable(story, node, pinnedName)), [story, node, pinnedName]);
  // Always the same function, so that the rows of the list and the targets of the picture need not be drawn anew.
  const walk = useCallback(
    (to: number) => {
      stop();
      goTo(Math.min(Math.max(to, 1), Math.max(last, 1)));
    },
    [stop, goTo, last],
  );
  const act: RunActions = {
    goTo: walk,
    step: (by) => walk(cursor + by),
    stepOfNode: (by) => {
      const own = story.steps.filter(({ actor: other, number }) => other === node && (by > 0 ? number > cursor : number < cursor));
      const next = by > 0 ? own[0] : own.at(-1);
      if (next !== undefined) walk(next.number);
    },
    lane: (by) => setNode(nodes[Math.min(Math.max(nodes.indexOf(node ?? "") + by, 0), nodes.length - 1)] ?? null),
    first: () => walk(1),
    last: () => walk(last),
    violation: () => walk(story.violation ?? last),
    play: () => (isPlaying ? stop() : play()),
    inspect: setNode,
    setMode: place.setMode,
    toggle: (what) => setShown((now) => ({ ...now, [what]: !now[what] })),
    toggleCauses: () => setCausesOnly((now) => !now),
    toggleHistory: place.toggleHistory,
    toggleTable: () => setAsTable((now) => !now),
    pin: (name) => setPinned((now) => (name === null ? nextPin(node === null ? [] : pinnableNames(story, node, cursor), now) : name === now ? null : name)),
    zoomBy: (direction) => (view === null ? setZoom((now) => (direction === 0 ? 1 : Math.min(Math.max(now * ZOOM.step ** direction, 1), ZOOM.max))) : view.zoom(direction)),
    point,
  };
  return { story, nodes, cursor, node, mode: place.mode, shown, causesOnly, kept, marked, pinned, view, zoom, isPlaying, asTable, isHistory: place.isHistory, act };
}

/** Worked out when it is asked for, and then kept. */
function once<Value>(work: () => Value): () => Value {
  let value: { readonly is: Value } | null = null;
  return () => (value ??= { is: work() }).is;
}

const nextPin = (names: readonly string[], now: string | null): string | null => names[now === null ? 0 : names.indexOf(now) + 1] ?? null;

function stepsOf({ steps }: Story, numbers: readonly number[]): ReadonlySet<number> {
  const wanted = new Set(numbers);
  return new Set(steps.flatMap(({ number, event }) => (wanted.has(event.number) ? [number] : [])));
}

/** Where the event is a client's or the network's: the node at the other end of the message, or whoever acted last. */
function nearestNode({ steps }: Story, nodes: readonly string[], cursor: number): string | null {
  const event = steps[cursor - 1]?.event;
  const message = event !== undefined && "message" in event ? event.message : null;
  const ends = message === null ? [] : event?.kind === "invoked" ? [message.to] : [message.from, message.to];
  const before = steps.slice(0, cursor).findLast(({ actor }) => actor !== null && nodes.includes(actor));
  return ends.find((end) => nodes.includes(end)) ?? before?.actor ?? nodes[0] ?? null;
}

/** The cursor, the node, the mode and the picture, kept in the address. */
function usePlace(story: Story, nodes: readonly string[], query: string) {
  const usual = useMemo(() => usualMode(story), [story]);
  const [view, setView] = useState<SeedView>(() => readSeedView(new URLSearchParams(query), { events: story.steps.length, nodes, start: story.violation ?? 1, mode: usual }));
  // A run that grows is looked at where it has come to.
  const [viewOf, setViewOf] = useState(story);
  if (viewOf !== story) {
    setViewOf(story);
    setView((now) => ({ ...now, event: Math.max(story.steps.length, 1), node: null }));
  }
  const isFirst = useRef(true);
  useEffect(() => {
    // A page that was just opened keeps its address as it is.
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    const write = () => {
      const query = writeSeedView(new URLSearchParams(location.search), view, usual);
      if (`?${query}` !== location.search) history.replaceState(null, "", `${location.pathname}?${query}${location.hash}`);
    };
    const timer = setTimeout(write, ADDRESS_MS);
    // Written while the router is on its way to another page, it would call the router back.
    const writeNow = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== "Escape") return;
      clearTimeout(timer);
      write();
    };
    window.addEventListener("click", writeNow, true);
    window.addEventListener("keydown", writeNow, true);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("click", writeNow, true);
      window.removeEventListener("keydown", writeNow, true);
    };
  }, [view, usual]);
  return {
    cursor: view.event,
    node: view.node,
    mode: view.mode,
    isHistory: view.isHistory,
    // The inspector follows the cursor, unless somebody chooses another node.
    goTo: useCallback((event: number) => setView((now) => ({ ...now, event, node: null })), []),
    setNode: useCallback((node: string | null) => setView((now) => ({ ...now, node })), []),
    toggleHistory: useCallback(() => setView((now) => ({ ...now, isHistory: !now.isHistory })), []),
    setMode: useCallback((mode: TimeMode) => setView((now) => ({ ...now, mode })), []),
  };
}

/** Steps on by itself. With reduced motion, play is one step. */
function usePlaying(cursor: number, last: number, goTo: (step: number) => void) {
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setTimeout(() => (cursor >= last ? setPlaying(false) : goTo(cursor + 1)), PLAY_STEP_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, cursor, last, goTo]);
  return {
    isPlaying,
    play: () => {
      const next = cursor >= last ? 1 : cursor + 1;
      goTo(next);
      setPlaying(!matchMedia("(prefers-reduced-motion: reduce)").matches);
    },
    stop: useCallback(() => setPlaying(false), []),
  };
}

/** A value that counts only after it has rested for a moment; null counts at once. */
function useRested<Value>(): [Value | null, (value: Value | null) => void] {
  const [rested, setRested] = useState<Value | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const set = useCallback((value: Value | null) => {
    clearTimeout(timer.current);
    if (value === null) setRested(null);
    else timer.current = setTimeout(() => setRested(value), POINT_MS);
  }, []);
  return [rested, set];
}
