"use client";

import { useEffect, useMemo, useState } from "react";
import { counted } from "@/ui/words";
import { describeEvent, timeWords } from "../spacetime/describe-event";
import { LEVELS } from "../spacetime/axis";
import { chooseLanes, type Lane } from "../spacetime/lanes";
import { layOut } from "../spacetime/layout";
import { placedAt, type SpacetimeLayout } from "../spacetime/layout-shape";
import { partOfStory } from "../spacetime/part-of-story";
import { LaneNames, Spacetime } from "../spacetime/spacetime";
import { HistoryView } from "../history/history-view";
import { recordedName } from "../words";
import { CoarseDiagram } from "./coarse-diagram";
import { DiagramControls } from "./diagram-controls";
import { EventTable } from "./event-table";
import { Legend, symbolsIn, symbolsOfStory } from "./legend";
import { OverviewStrip } from "./overview-strip";
import { PinnedTrack } from "./pinned-track";
import { PlayerBar } from "./player-bar";
import styles from "./run-viewer.module.css";
import type { Run } from "./use-run";
import { useWheel } from "./use-wheel";

/** Until the page knows its own size. */
const FIRST_SIZE = { width: 800, height: 560 };
/** Narrower than this the picture is scrolled, not squeezed; lower than this the page is. */
const SIZE_MIN = { width: 560, height: 380 };
/** Room of a pinned variable, and of the strip's margins. */
const PINNED_HEIGHT = 74;
const STRIP_MARGINS = 28;

/** The diagram with its switches, and the player below it. */
export function DiagramPane({ run, checkTitle }: { run: Run; checkTitle: string }) {
  const { story, cursor, view, asTable, isHistory, act, pinned } = run;
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const size = useSize(box);
  useWheel(box, view);
  const lanes = useMemo(() => chooseLanes(story), [story]);
  const here = story.steps[cursor - 1];
  const words = here === undefined ? "" : `${cursor} of ${story.steps.length}, ${timeWords(here.event.atUs)}, ${describeEvent(here.event, story.excerpt).sentence}`;
  const room = { width: size.width, height: Math.max(size.height - (pinned === null ? 0 : PINNED_HEIGHT), SIZE_MIN.height) };
  const layout = useNumberedLayout(run, { lanes, room, checkTitle });
  const symbols = useMemo(() => (layout === null ? symbolsOfStory(story) : symbolsIn(layout)), [layout, story]);
  const names = { title: `Space-time diagram of ${recordedName(story.excerpt.n).toLowerCase()}`, description: describeStory(run) };
  return (
    <section className={`${styles.pane} ${styles.centre}`} aria-label={isHistory ? "History of the clients" : "Space-time diagram"}>
      <DiagramControls run={run} />
      {isHistory ? (
        <HistoryView story={story} cursor={cursor} asTable={asTable} onChoose={act.goTo} />
      ) : asTable ? (
        <EventTable story={story} cursor={cursor} onChoose={act.goTo} />
      ) : (
        <>
          <div className={styles.picture} ref={setBox} tabIndex={0} role="region" aria-label="Diagram, scrolls sideways">
            {layout !== null && <NumberedDiagram run={run} layout={layout} box={box} boxWidth={size.width} {...names} />}
            {layout === null && view !== null && <CoarseDiagram run={run} view={view} lanes={lanes} width={Math.max(room.width, SIZE_MIN.width)} height={room.height} checkTitle={checkTitle} {...names} />}
          </div>
          {view !== null && <OverviewStrip run={run} view={view} width={size.width - STRIP_MARGINS} />}
        </>
      )}
      <PlayerBar run={run} words={words} />
      <p className="sr" role="status">
        {run.isPlaying ? "" : words}
      </p>
      {!asTable && !isHistory && <Legend used={symbols} />}
    </section>
  );
}

interface NumberedDiagramProps {
  readonly run: Run;
  readonly layout: SpacetimeLayout;
  /** What scrolls it */
  readonly box: HTMLElement | null;
  readonly boxWidth: number;
  readonly title: string;
  readonly description: string;
}

/** So few events that each has its number, its lines and its words. */
function NumberedDiagram({ run, layout, box, boxWidth, title, description }: NumberedDiagramProps) {
  const { cursor, shown, kept, marked, pinned, act } = run;
  const x = placedAt(layout.steps, cursor)?.x ?? 0;
  useEffect(() => {
    if (box === null || layout.width <= boxWidth) return;
    const margin = Math.min(140, boxWidth / 3);
    if (x < box.scrollLeft + margin) box.scrollLeft = x - margin;
    else if (x > box.scrollLeft + boxWidth - margin) box.scrollLeft = x + margin - boxWidth;
  }, [x, layout, box, boxWidth]);
  const xOf = (step: number): number => placedAt(layout.steps, step)?.x ?? (step < (layout.steps[0]?.step.number ?? 0) ? layout.left : layout.right);
  return (
    <div className={styles.sheet}>
      {layout.width > boxWidth && (
        <div className={styles.names}>
          <LaneNames layout={layout} />
        </div>
      )}
      <Spacetime layout={layout} cursor={cursor} shown={shown} kept={kept} marked={marked} title={title} description={description} onChoose={act.goTo} onPoint={act.point} />
      {pinned !== null && (
        <div style={{ width: layout.width }}>
          <PinnedTrack pinned={pinned} left={layout.left} right={layout.right} xOf={xOf} />
        </div>
      )}
    </div>
  );
}

interface Setting {
  readonly lanes: readonly Lane[];
  readonly room: { readonly width: number; readonly height: number };
  readonly checkTitle: string;
}

/** The picture of what is in the window; null where that is too much to be numbered, or moves on in every frame. */
function useNumberedLayout({ story, mode, zoom, view }: Run, { lanes, room, checkTitle }: Setting): SpacetimeLayout | null {
  const [first, last] = [view?.range.first ?? 1, view?.range.last ?? story.steps.length];
  const isPart = view !== null;
  const isMuch = view !== null && (view.isMoving || last - first + 1 > LEVELS.numbered);
  const width = Math.max(room.width, SIZE_MIN.width) * zoom;
  return useMemo(() => {
    if (isMuch) return null;
    return layOut(isPart ? partOfStory(story, { first, last }) : story, { mode, width, height: room.height, checkTitle, lanes });
  }, [story, isPart, isMuch, first, last, mode, width, room.height, checkTitle, lanes]);
}

function describeStory({ story, nodes }: Run): string {
  const [first, last] = [story.steps[0], story.steps.at(-1)];
  const span = first === undefined || last === undefined ? 0 : last.event.atUs - first.event.atUs;
  return `${counted(nodes.length, "node")}, ${counted(story.steps.length, "event")} over ${timeWords(span)}. ${story.says} The list of events says the same in words.`;
}

/** The room inside of an element, as it changes. */
function useSize(box: HTMLElement | null): { width: number; height: number } {
  const [size, setSize] = useState(FIRST_SIZE);
  useEffect(() => {
    if (box === null) return;
    const observer = new ResizeObserver(() => setSize({ width: box.clientWidth, height: box.clientHeight }));
    observer.observe(box);
    return () => observer.disconnect();
  }, [box]);
  return size;
}
