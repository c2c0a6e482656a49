"use client";

import { ArrowDownRight, Table, Timer, Workflow, ZoomIn, ZoomOut } from "lucide-react";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { Kbd } from "@/ui/kbd";
import { counted, number } from "@/ui/words";
import { describeEvent, timeWords } from "../spacetime/describe-event";
import { layOut } from "../spacetime/layout";
import { LaneNames, Spacetime } from "../spacetime/spacetime";
import { EventTable } from "./event-table";
import { Legend } from "./legend";
import { PlayerBar } from "./player-bar";
import styles from "./run-viewer.module.css";
import type { Run } from "./use-run";

/** Until the page knows its own size. */
const FIRST_SIZE = { width: 800, height: 560 };
/** Narrower than this the picture is scrolled, not squeezed; lower than this the page is. */
const SIZE_MIN = { width: 560, height: 380 };

/** The diagram with its switches, and the player below it. */
export function DiagramPane({ run, checkTitle }: { run: Run; checkTitle: string }) {
  const { story, cursor, mode, zoom, shown, kept, asTable, act } = run;
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const width = Math.max(size.width, SIZE_MIN.width) * zoom;
  const height = Math.max(size.height, SIZE_MIN.height);
  const layout = useMemo(() => layOut(story, { mode, width, height, checkTitle }), [story, mode, width, height, checkTitle]);
  const x = layout.steps[cursor - 1]?.x ?? 0;
  useEffect(() => {
    const element = box.current;
    if (element === null || layout.width <= element.clientWidth) return;
    const margin = Math.min(140, element.clientWidth / 3);
    if (x < element.scrollLeft + margin) element.scrollLeft = x - margin;
    else if (x > element.scrollLeft + element.clientWidth - margin) element.scrollLeft = x + margin - element.clientWidth;
  }, [x, layout]);
  const here = story.steps[cursor - 1];
  const words = here === undefined ? "" : `${cursor} of ${story.steps.length}, ${timeWords(here.event.atUs)}, ${describeEvent(here.event, story.excerpt).sentence}`;
  return (
    <section className={`${styles.pane} ${styles.centre}`} aria-label="Space-time diagram">
      <Controls run={run} />
      {asTable ? (
        <EventTable story={story} cursor={cursor} onChoose={act.goTo} />
      ) : (
        <div className={styles.picture} ref={box} tabIndex={0} role="region" aria-label="Diagram, scrolls sideways">
          {layout.width > size.width && (
            <div className={styles.names}>
              <LaneNames layout={layout} />
            </div>
          )}
          <Spacetime
            layout={layout}
            cursor={cursor}
            shown={shown}
            kept={kept}
            title={`Space-time diagram of seed ${story.excerpt.n}`}
            description={describeStory(run)}
            onChoose={act.goTo}
            onPoint={act.point}
          />
        </div>
      )}
      <PlayerBar run={run} words={words} />
      <p className="sr" role="status">
        {run.isPlaying ? "" : words}
      </p>
      {!asTable && <Legend layout={layout} />}
    </section>
  );
}

function describeStory({ story, nodes }: Run): string {
  const [first, last] = [story.steps[0], story.steps.at(-1)];
  const span = first === undefined || last === undefined ? 0 : last.event.atUs - first.event.atUs;
  return `${counted(nodes.length, "node")}, ${counted(story.steps.length, "event")} over ${timeWords(span)}. ${story.excerpt.say} The list of events says the same in words.`;
}

function Controls({ run: { mode, shown, causesOnly, asTable, zoom, act } }: { run: Run }) {
  return (
    <div className={styles.controls}>
      <div className={styles.segments} role="group" aria-label="Axis">
        <Segment isOn={mode === "time"} onPress={() => act.setMode("time")}>
          Simulated time
        </Segment>
        <Segment isOn={mode === "logical"} onPress={() => act.setMode("logical")}>
          Logical order
        </Segment>
      </div>
      <span className="grow" />
      <Toggle isOn={shown.messages} onPress={() => act.toggle("messages")}>
        <ArrowDownRight className="ico s" aria-hidden="true" />
        Messages
      </Toggle>
      <Toggle isOn={shown.timers} onPress={() => act.toggle("timers")}>
        <Timer className="ico s" aria-hidden="true" />
        Timers
      </Toggle>
      <Toggle isOn={causesOnly} onPress={act.toggleCauses} keyName="H">
        <Workflow className="ico s" aria-hidden="true" />
        Causes only
      </Toggle>
      <Toggle isOn={asTable} onPress={act.toggleTable} keyName="T">
        <Table className="ico s" aria-hidden="true" />
        Table
      </Toggle>
      <span className={styles.zoom} role="group" aria-label="Zoom">
        <button type="button" className="btn ghost icon sm" aria-label="Zoom out" onClick={() => act.zoomBy(-1)} disabled={zoom <= 1} aria-keyshortcuts="-">
          <ZoomOut className="ico s" aria-hidden="true" />
        </button>
        <button type="button" className="btn ghost icon sm" aria-label={`Zoom in, now ${number(Math.round(zoom * 100))}%`} onClick={() => act.zoomBy(1)} aria-keyshortcuts="+">
          <ZoomIn className="ico s" aria-hidden="true" />
        </button>
      </span>
    </div>
  );
}

interface PressProps {
  readonly isOn: boolean;
  readonly onPress: () => void;
  readonly keyName?: string;
  readonly children: React.ReactNode;
}

const Segment = ({ isOn, onPress, children }: PressProps) => (
  <button type="button" className={isOn ? styles.on : undefined} aria-pressed={isOn} onClick={onPress}>
    {children}
  </button>
);

const Toggle = ({ isOn, onPress, keyName, children }: PressProps) => (
  <button type="button" className={`${styles.toggle} ${isOn ? styles.on : ""}`} aria-pressed={isOn} onClick={onPress} aria-keyshortcuts={keyName}>
    {children}
    {keyName !== undefined && <Kbd>{keyName}</Kbd>}
  </button>
);

/** The room inside of an element, as it changes. */
function useSize(element: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [size, setSize] = useState(FIRST_SIZE);
  useEffect(() => {
    const box = element.current;
    if (box === null) return;
    const observer = new ResizeObserver(() => setSize({ width: box.clientWidth, height: box.clientHeight }));
    observer.observe(box);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
