"use client";

import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import type { Sheet } from "@/contracts/exercises/diagram";
import { type Box, lineId } from "@/domain/exercises/diagram/drawing";
import type { Point } from "../figures/edge-of";
import styles from "./diagram.module.css";
import { boxInWords, labelOf } from "./drawing-moves";
import { placeAt } from "./sheet-layout";
import { boxStyle, Stage } from "./stage";
import { boxElementId, type DrawingEditor, isBox } from "./use-drawing";

/** So far a pointer may stray before a press becomes a drag. */
const DRAG_FROM = 6;

const ARROWS: Readonly<Record<string, { column: number; row: number }>> = {
  ArrowLeft: { column: -1, row: 0 },
  ArrowRight: { column: 1, row: 0 },
  ArrowUp: { column: 0, row: -1 },
  ArrowDown: { column: 0, row: 1 },
};

/** The sheet: boxes are buttons, which keys and pointers move, join and select. */
export function Canvas({ sheet, editor, describedBy }: { sheet: Sheet; editor: DrawingEditor; describedBy: string }) {
  const { drawing, selected, joining } = editor;
  const stage = useRef<HTMLDivElement>(null);
  const drag = useDrag(stage, (box, point) => editor.moveTo(box, placeAt(sheet, point)));
  const press = (box: Box) => (joining === null ? editor.select(box) : editor.join(joining, box.id));
  const onKey = (event: KeyboardEvent, box: Box) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = ARROWS[event.key];
    if (step !== undefined) editor.moveBy(box, step);
    else if (event.key === "Delete" || event.key === "Backspace") editor.remove(box);
    else if (event.key.toLowerCase() === "l") editor.startLine(box);
    else if (event.key === "Escape" && joining !== null) editor.endLine();
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.scroller} role="group" aria-label="Drawing" aria-describedby={describedBy}>
      <Stage
        sheet={sheet}
        drawing={drawing}
        innerRef={stage}
        lineClass={(line) => (selected !== null && !isBox(selected) && lineId(selected) === lineId(line) ? (styles.chosen ?? "") : "")}
        onLine={editor.select}
      >
        {drawing.boxes.map((box) => (
          <button
            key={box.id}
            type="button"
            id={boxElementId(box.id)}
            className={`${styles.box} ${joining === box.id ? styles.origin : ""} ${drag.dragged?.id === box.id ? styles.dragged : ""}`}
            style={{ ...boxStyle(sheet, box), ...(drag.dragged?.id === box.id ? { transform: `translate(${drag.dragged.by.x}px, ${drag.dragged.by.y}px)` } : {}) }}
            aria-pressed={selected === box}
            aria-label={boxInWords(sheet, drawing, box)}
            onClick={() => !drag.wasDrag() && press(box)}
            onKeyDown={(event) => onKey(event, box)}
            {...drag.handlers(box)}
          >
            {labelOf(sheet, drawing, box)}
          </button>
        ))}
      </Stage>
    </div>
  );
}

interface Dragged {
  readonly id: string;
  readonly by: Point;
}

/** Dragging a box over the sheet. A press that hardly moves stays a click. */
function useDrag(stage: React.RefObject<HTMLDivElement | null>, onDrop: (box: Box, at: Point) => void) {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const begin = useRef<Point | null>(null);
  const moved = useRef(false);
  const end = () => {
    begin.current = null;
    setDragged(null);
  };
  return {
    dragged,
    /** Whether the click that comes now ends a drag; asked once. */
    wasDrag: () => {
      const was = moved.current;
      moved.current = false;
      return was;
    },
    handlers: (box: Box) => ({
      onPointerDown: (event: PointerEvent) => {
        moved.current = false;
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        begin.current = { x: event.clientX, y: event.clientY };
      },
      onPointerMove: (event: PointerEvent) => {
        if (begin.current === null) return;
        const by = { x: event.clientX - begin.current.x, y: event.clientY - begin.current.y };
        if (!moved.current && Math.hypot(by.x, by.y) < DRAG_FROM) return;
        moved.current = true;
        setDragged({ id: box.id, by });
      },
      onPointerUp: (event: PointerEvent) => {
        const frame = stage.current?.getBoundingClientRect();
        if (begin.current !== null && moved.current && frame !== undefined) onDrop(box, { x: event.clientX - frame.left, y: event.clientY - frame.top });
        end();
      },
      onPointerCancel: end,
    }),
  };
}
