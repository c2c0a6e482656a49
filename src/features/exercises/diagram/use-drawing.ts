"use client";

import { useEffect, useRef, useState } from "react";
import type { Drawing, Sheet } from "@/contracts/exercises/diagram";
import { type Box, type Line, lineId } from "@/domain/exercises/diagram/drawing";
import * as moves from "./drawing-moves";

/** Steps that can be taken back. */
const UNDO_MAX = 60;

/** The id of a box's button on the page. */
export const boxElementId = (id: string): string => `box-${id}`;

export interface DrawingEditor {
  readonly drawing: Drawing;
  readonly selected: Box | Line | null;
  /** The box from which a line is being drawn */
  readonly joining: string | null;
  /** What happened last, for screen readers */
  readonly said: string;
  readonly canUndo: boolean;
  readonly select: (thing: Box | Line | null) => void;
  readonly add: (kind: string) => void;
  readonly moveTo: (box: Box, place: moves.Place) => void;
  readonly moveBy: (box: Box, step: moves.Place) => void;
  readonly moveIntoZone: (box: Box, zone: string) => void;
  readonly rename: (box: Box, name: string) => void;
  readonly remove: (thing: Box | Line) => void;
  readonly startLine: (box: Box) => void;
  readonly endLine: () => void;
  readonly join: (from: string, to: string) => void;
  readonly turn: (line: Line) => void;
  readonly undo: () => void;
  readonly reset: () => void;
}

export const isBox = (thing: Box | Line | null): thing is Box => thing !== null && "kind" in thing;
const idOf = (thing: Box | Line): string => (isBox(thing) ? thing.id : lineId(thing));

/** Which thing is selected, kept by id: the thing itself changes with every step. */
function useSelection({ boxes, lines }: Drawing) {
  const [id, setId] = useState<string | null>(null);
  const selected = boxes.find((box) => box.id === id) ?? lines.find((line) => lineId(line) === id) ?? null;
  return { selected, select: (thing: Box | Line | null) => setId(thing === null ? null : idOf(thing)) };
}

/** The focus goes to a box once it is drawn. */
function useFocusLater(drawing: Drawing) {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    document.getElementById(boxElementId(wanted.current))?.focus({ preventScroll: true });
    wanted.current = null;
  }, [drawing]);
  return (id: string | null) => {
    wanted.current = id;
  };
}

interface Options {
  sheet: Sheet;
  start: Drawing;
  drawing: Drawing;
  onChange: (drawing: Drawing) => void;
}

/** All steps of drawing, whichever way they are asked for: each can be taken back, and each is said. */
export function useDrawing({ sheet, start, drawing, onChange }: Options): DrawingEditor {
  const [past, setPast] = useState<readonly Drawing[]>([]);
  const [joining, setJoining] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const { selected, select } = useSelection(drawing);
  const focusLater = useFocusLater(drawing);
  const label = (id: string, of = drawing) => moves.labelById(sheet, of, id);

  const change = (next: Drawing, words: string, refusal: string) => {
    if (next === drawing) return setSaid(refusal);
    setPast([...past, drawing].slice(-UNDO_MAX));
    setSaid(words);
    onChange(next);
  };
  const moved = (box: Box, next: Drawing) => {
    const now = next.boxes.find(({ id }) => id === box.id) ?? box;
    change(next, `${label(box.id)}: ${moves.placeInWords(sheet, now)}.`, `No free place there for ${label(box.id)}.`);
  };
  const join = (from: string, to: string) => {
    setJoining(null);
    const words = `${label(from)} to ${label(to)}`;
    change(moves.join(drawing, { from, to }), `Line from ${words}.`, from === to ? "A line leads to another box." : `There is a line from ${words} already.`);
  };

  return {
    ...{ drawing, selected, joining, said, canUndo: past.length > 0, select, join },
    add: (kind) => {
      const added = moves.addBox(sheet, drawing, kind, isBox(selected) ? selected : null);
      if (added === null) return setSaid("No room for another box.");
      select(added.box);
      focusLater(added.box.id);
      change(added.drawing, `Added ${moves.labelOf(sheet, added.drawing, added.box)}: ${moves.placeInWords(sheet, added.box)}.`, "");
    },
    moveTo: (box, place) => moved(box, moves.moveTo(sheet, drawing, box.id, place)),
    moveBy: (box, step) => moved(box, moves.moveBy(sheet, drawing, box.id, step)),
    moveIntoZone: (box, zone) => moved(box, moves.moveIntoZone(sheet, drawing, box.id, zone)),
    rename: (box, name) => change(moves.rename(drawing, box.id, name), "", ""),
    remove: (thing) => {
      setJoining(null);
      if (!isBox(thing)) return change(moves.removeLine(drawing, thing), `Deleted the line from ${label(thing.from)} to ${label(thing.to)}.`, "");
      const next = moves.removeBox(drawing, thing.id);
      focusLater(next.boxes.at(-1)?.id ?? null);
      change(next, `Deleted ${label(thing.id)} and its lines.`, "");
    },
    startLine: (box) => {
      setJoining(box.id);
      setSaid(`A line from ${label(box.id)}: choose the box that it leads to. Escape ends it.`);
      document.getElementById(boxElementId(box.id))?.focus();
    },
    endLine: () => {
      setJoining(null);
      setSaid("No line was drawn.");
    },
    turn: (line) => {
      select({ from: line.to, to: line.from });
      change(moves.turn(drawing, line), `Now from ${label(line.to)} to ${label(line.from)}.`, "");
    },
    undo: () => {
      const before = past.at(-1);
      if (before === undefined) return setSaid("Nothing to take back.");
      setPast(past.slice(0, -1));
      setJoining(null);
      setSaid("Took back the last step.");
      onChange(before);
    },
    reset: () => change(start, "The drawing is as it was given.", ""),
  };
}
