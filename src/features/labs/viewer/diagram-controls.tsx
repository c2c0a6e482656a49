import { ArrowDownRight, ChartGantt, Maximize2, Pin, Table, Timer, Workflow, ZoomIn, ZoomOut } from "lucide-react";
import { Kbd } from "@/ui/kbd";
import { counted, number } from "@/ui/words";
import styles from "./run-viewer.module.css";
import type { Run } from "./use-run";
import type { RunWindow } from "./use-window";

/** What is drawn, and how. */
export function DiagramControls({ run }: { run: Run }) {
  const { asTable, isHistory, act } = run;
  return (
    <div className={styles.controls}>
      {!isHistory && <PictureControls run={run} />}
      <span className="grow" />
      <Toggle isOn={isHistory} onPress={act.toggleHistory} keyName="O">
        <ChartGantt className="ico s" aria-hidden="true" />
        Operations
      </Toggle>
      <Toggle isOn={asTable} onPress={act.toggleTable} keyName="T">
        <Table className="ico s" aria-hidden="true" />
        Table
      </Toggle>
      {!isHistory && <ZoomControls run={run} />}
    </div>
  );
}

/** What only the space-time diagram has: its axis, and what of it is drawn. */
function PictureControls({ run: { mode, shown, causesOnly, pinned, act } }: { run: Run }) {
  return (
    <>
      <div className={styles.segments} role="group" aria-label="Axis">
        <Segment isOn={mode === "time"} onPress={() => act.setMode("time")}>
          Simulated time
        </Segment>
        <Segment isOn={mode === "logical"} onPress={() => act.setMode("logical")}>
          Logical order
        </Segment>
      </div>
      <Toggle isOn={shown.messages} onPress={() => act.toggle("messages")}>
        <ArrowDownRight className="ico s" aria-hidden="true" />
        Messages
      </Toggle>
      <Toggle isOn={shown.timers} onPress={() => act.toggle("timers")}>
        <Timer className="ico s" aria-hidden="true" />
        Timers
      </Toggle>
      {pinned !== null && (
        <Toggle isOn onPress={() => act.pin(pinned.name)}>
          <Pin className="ico s" aria-hidden="true" />
          {pinned.name}
          <span className="sr"> is pinned</span>
        </Toggle>
      )}
      <Toggle isOn={causesOnly} onPress={act.toggleCauses} keyName="H">
        <Workflow className="ico s" aria-hidden="true" />
        Causes only
      </Toggle>
    </>
  );
}

function ZoomControls({ run: { zoom, view, act } }: { run: Run }) {
  return (
    <span className={styles.zoom} role="group" aria-label="Zoom">
      <button type="button" className="btn ghost icon sm" aria-label="Zoom out" onClick={() => act.zoomBy(-1)} disabled={view === null ? zoom <= 1 : isWhole(view)} aria-keyshortcuts="-">
        <ZoomOut className="ico s" aria-hidden="true" />
      </button>
      <button type="button" className="btn ghost icon sm" aria-label={view === null ? `Zoom in, now ${number(Math.round(zoom * 100))}%` : `Zoom in, now ${counted(view.range.last - view.range.first + 1, "event")} of ${number(view.axis.units.length)}`} onClick={() => act.zoomBy(1)} aria-keyshortcuts="+">
        <ZoomIn className="ico s" aria-hidden="true" />
      </button>
      {view !== null && (
        <button type="button" className="btn ghost icon sm" aria-label="The whole run" onClick={() => act.zoomBy(0)} disabled={isWhole(view)} aria-keyshortcuts="0">
          <Maximize2 className="ico s" aria-hidden="true" />
        </button>
      )}
    </span>
  );
}

const isWhole = ({ range, axis }: RunWindow): boolean => range.last - range.first + 1 >= axis.units.length;

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
