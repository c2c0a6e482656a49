"use client";

import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { Sheet } from "@/contracts/exercises/diagram";
import { type Box, lineId, zoneAt } from "@/domain/exercises/diagram/drawing";
import styles from "./diagram.module.css";
import { labelById, labelOf } from "./drawing-moves";
import { NameField } from "./selection-panel";
import type { DrawingEditor } from "./use-drawing";

/** The drawing as two tables: all that can be done on the sheet can be done here. */
export function DrawingList({ sheet, editor, describedBy }: { sheet: Sheet; editor: DrawingEditor; describedBy: string }) {
  const { drawing } = editor;
  return (
    <div role="group" aria-label="Drawing as lists" aria-describedby={describedBy} className={styles.lists}>
      <div className={styles.scroller}>
        <table className="table">
          <caption className={styles.caption}>Boxes</caption>
          <thead>
            <tr>
              <th scope="col">Box</th>
              <th scope="col">Name</th>
              {sheet.zones.length > 0 && <th scope="col">Zone</th>}
              <th scope="col">
                <span className="sr">Delete</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {drawing.boxes.map((box) => (
              <BoxRow key={box.id} sheet={sheet} editor={editor} box={box} />
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.scroller}>
        <table className="table">
          <caption className={styles.caption}>Lines</caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">
                <span className="sr">Delete</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {drawing.lines.map((line) => (
              <tr key={lineId(line)}>
                <td>{labelById(sheet, drawing, line.from)}</td>
                <td>{labelById(sheet, drawing, line.to)}</td>
                <td className="r">
                  <button type="button" className={`btn ghost sm icon ${styles.touch}`} onClick={() => editor.remove(line)} aria-label={`Delete the line from ${labelById(sheet, drawing, line.from)} to ${labelById(sheet, drawing, line.to)}`}>
                    <Trash2 className="ico s" aria-hidden="true" />
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <NewLine sheet={sheet} editor={editor} />
    </div>
  );
}

function BoxRow({ sheet, editor, box }: { sheet: Sheet; editor: DrawingEditor; box: Box }) {
  const label = labelOf(sheet, editor.drawing, box);
  const zone = zoneAt(sheet, box.row)?.id ?? "";
  return (
    <tr>
      <td>{label}</td>
      <td>
        <NameField box={box} label={`Name of ${label}`} onRename={(name) => editor.rename(box, name)} />
      </td>
      {sheet.zones.length > 0 && (
        <td>
          <select className="input" aria-label={`Zone of ${label}`} value={zone} onChange={(event) => event.target.value !== zone && editor.moveIntoZone(box, event.target.value)}>
            {sheet.zones.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </td>
      )}
      <td className="r">
        <button type="button" className={`btn ghost sm icon ${styles.touch}`} onClick={() => editor.remove(box)} aria-label={`Delete ${label} and its lines`}>
          <Trash2 className="ico s" aria-hidden="true" />
        </button>
      </td>
    </tr>
  );
}

function NewLine({ sheet, editor }: { sheet: Sheet; editor: DrawingEditor }) {
  const { drawing } = editor;
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const isKnown = (id: string) => drawing.boxes.some((box) => box.id === id);
  const isReady = isKnown(from) && isKnown(to);
  const options = drawing.boxes.map((box) => (
    <option key={box.id} value={box.id}>
      {labelOf(sheet, drawing, box)}
    </option>
  ));
  return (
    <div className={styles.newLine} role="group" aria-label="New line">
      <select className="input" aria-label="From" value={isKnown(from) ? from : ""} onChange={(event) => setFrom(event.target.value)}>
        <option value="">from</option>
        {options}
      </select>
      <select className="input" aria-label="To" value={isKnown(to) ? to : ""} onChange={(event) => setTo(event.target.value)}>
        <option value="">to</option>
        {options}
      </select>
      <button type="button" className="btn" aria-disabled={!isReady} onClick={() => isReady && editor.join(from, to)}>
        <Plus className="ico" aria-hidden="true" />
        Add line
      </button>
    </div>
  );
}
