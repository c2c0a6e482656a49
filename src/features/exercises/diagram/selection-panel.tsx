"use client";

import { ArrowLeftRight, Spline, Trash2, X } from "lucide-react";
import { useState } from "react";
import type { Sheet } from "@/contracts/exercises/diagram";
import { type Box, type Line, lineId } from "@/domain/exercises/diagram/drawing";
import { BOX_NAME_MAX } from "@/domain/exercises/limits";
import styles from "./diagram.module.css";
import { labelById, labelOf } from "./drawing-moves";
import { type DrawingEditor, isBox } from "./use-drawing";

/** What can be done with what is selected, as buttons. */
export function SelectionPanel({ sheet, editor }: { sheet: Sheet; editor: DrawingEditor }) {
  const { drawing, selected, joining } = editor;
  if (joining !== null) {
    return (
      <div className={styles.panel}>
        <span className={styles.what}>Line from {labelById(sheet, drawing, joining)}: choose the box that it leads to</span>
        <button type="button" className="btn sm" onClick={editor.endLine}>
          <X className="ico s" aria-hidden="true" />
          No line
        </button>
      </div>
    );
  }
  if (selected === null) return <p className={`${styles.panel} hint`}>Choose a box or a line to change it.</p>;
  return isBox(selected) ? <BoxPanel key={selected.id} sheet={sheet} editor={editor} box={selected} /> : <LinePanel sheet={sheet} editor={editor} line={selected} />;
}

function BoxPanel({ sheet, editor, box }: { sheet: Sheet; editor: DrawingEditor; box: Box }) {
  const { drawing } = editor;
  const lines = drawing.lines.filter(({ from }) => from === box.id);
  return (
    <div className={styles.panel} role="group" aria-label={`Chosen: ${labelOf(sheet, drawing, box)}`}>
      <button type="button" className="btn sm" onClick={() => editor.startLine(box)} aria-keyshortcuts="L">
        <Spline className="ico s" aria-hidden="true" />
        Line from here
      </button>
      <NameField box={box} label={`Name of ${labelOf(sheet, drawing, box)}`} onRename={(name) => editor.rename(box, name)} />
      {lines.map((line) => (
        <button key={line.to} type="button" className="btn sm" onClick={() => editor.remove(line)} aria-label={`Delete the line to ${labelById(sheet, drawing, line.to)}`}>
          to {labelById(sheet, drawing, line.to)}
          <X className="ico s" aria-hidden="true" />
        </button>
      ))}
      <button type="button" className="btn sm danger" onClick={() => editor.remove(box)} aria-keyshortcuts="Delete">
        <Trash2 className="ico s" aria-hidden="true" />
        Delete
      </button>
    </div>
  );
}

function LinePanel({ sheet, editor, line }: { sheet: Sheet; editor: DrawingEditor; line: Line }) {
  const words = `${labelById(sheet, editor.drawing, line.from)} to ${labelById(sheet, editor.drawing, line.to)}`;
  return (
    <div className={styles.panel} role="group" aria-label={`Chosen: line from ${words}`} key={lineId(line)}>
      <span className={styles.what}>Line from {words}</span>
      <button type="button" className="btn sm" onClick={() => editor.turn(line)}>
        <ArrowLeftRight className="ico s" aria-hidden="true" />
        Turn round
      </button>
      <button type="button" className="btn sm danger" onClick={() => editor.remove(line)}>
        <Trash2 className="ico s" aria-hidden="true" />
        Delete
      </button>
    </div>
  );
}

interface NameFieldProps {
  box: Box;
  label: string;
  onRename: (name: string) => void;
}

/** A name of one's own; kept when the field is left, so that it is one step to take back. */
export function NameField({ box, label, onRename }: NameFieldProps) {
  const [typed, setTyped] = useState(box.name);
  const keep = () => typed !== box.name && onRename(typed);
  return (
    <input
      className={`input ${styles.name}`}
      aria-label={label}
      placeholder="Name, if you like"
      maxLength={BOX_NAME_MAX}
      autoComplete="off"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && keep()}
    />
  );
}
