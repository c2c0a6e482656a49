"use client";

import { Plus, RotateCcw, Undo2 } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { Drawing } from "@/contracts/exercises/diagram";
import type { PublicBody } from "@/contracts/exercises/exercises";
import { useHotkeys } from "@/ui/hotkeys";
import { Kbd } from "@/ui/kbd";
import { Canvas } from "./canvas";
import styles from "./diagram.module.css";
import { DrawingList } from "./drawing-list";
import { SelectionPanel } from "./selection-panel";
import { useDrawing } from "./use-drawing";

const HELP_ID = "drawing-help";

interface DiagramInputProps {
  body: Extract<PublicBody, { type: "diagram" }>;
  drawing: Drawing;
  onChange: (drawing: Drawing) => void;
  describedBy: string;
}

/** Boxes from a palette, joined by arrows: on a sheet or, as its equal, in lists. */
export function DiagramInput({ body: { sheet, start }, drawing, onChange, describedBy }: DiagramInputProps) {
  const editor = useDrawing({ sheet, start, drawing, onChange });
  const [asLists, setAsLists] = useState(false);
  useHotkeys({ t: () => setAsLists(!asLists) });
  // A field takes back its own letters.
  const onKey = (event: KeyboardEvent) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    if (!isUndo || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    editor.undo();
  };
  const described = `${HELP_ID} ${describedBy}`;
  return (
    <div className={styles.editor} onKeyDown={onKey}>
      <div className={styles.bar} role="group" aria-label="Add a box">
        {sheet.palette.map(({ id, name }) => (
          <button key={id} type="button" className="btn sm" onClick={() => editor.add(id)} aria-label={`Add ${name}`}>
            <Plus className="ico s" aria-hidden="true" />
            {name}
          </button>
        ))}
      </div>
      {asLists ? <DrawingList sheet={sheet} editor={editor} describedBy={described} /> : <Canvas sheet={sheet} editor={editor} describedBy={described} />}
      {!asLists && <SelectionPanel sheet={sheet} editor={editor} />}
      <div className={styles.bar}>
        <button type="button" className="btn ghost sm" onClick={editor.undo} aria-disabled={!editor.canUndo} aria-keyshortcuts="Control+Z">
          <Undo2 className="ico s" aria-hidden="true" />
          Undo <Kbd>Ctrl</Kbd>
          <Kbd>Z</Kbd>
        </button>
        <button type="button" className="btn ghost sm" onClick={editor.reset}>
          <RotateCcw className="ico s" aria-hidden="true" />
          Start again
        </button>
        <span className="grow" />
        <button type="button" className="btn ghost sm" aria-pressed={asLists} aria-keyshortcuts="T" onClick={() => setAsLists(!asLists)}>
          {asLists ? "As a drawing" : "As lists"} <Kbd>T</Kbd>
        </button>
      </div>
      <p id={HELP_ID} className="hint">
        An arrow leads from the one that asks to the one that is asked, unless the question says otherwise.
        {!asLists && " Drag a box, or use the arrow keys on it; L draws a line from it, Delete takes it away."}
      </p>
      <p className="sr" role="status">
        {editor.said}
      </p>
    </div>
  );
}
