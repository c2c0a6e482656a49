"use client";

import { Dialog } from "@/ui/dialog";
import { Kbd } from "@/ui/kbd";
import { PLACES, PREVIEW, TEACH } from "./places";

/** Every key of the product, where it acts. Settings lists the same. */
export const KEYS: readonly { where: string; keys: readonly { keys: readonly string[]; does: string }[] }[] = [
  {
    where: "Everywhere",
    keys: [
      { keys: ["Ctrl", "K"], does: "find or do" },
      { keys: ["?"], does: "these keys" },
      ...PLACES.map(({ keys, label }) => ({ keys: keys.toUpperCase().split(" "), does: `go to ${label}` })),
      { keys: ["Esc"], does: "close, back" },
    ],
  },
  {
    where: "Review",
    keys: [
      { keys: ["Space"], does: "show the answer, then Good" },
      { keys: ["1"], does: "Again" },
      { keys: ["2"], does: "Hard" },
      { keys: ["3"], does: "Good" },
      { keys: ["4"], does: "Easy" },
      { keys: ["U"], does: "undo" },
      { keys: ["B"], does: "bury until tomorrow" },
      { keys: ["S"], does: "suspend" },
      { keys: ["C"], does: "open the concept" },
      { keys: ["I"], does: "why these days" },
    ],
  },
  {
    where: "Progress and cards",
    keys: [
      { keys: ["T"], does: "charts as tables" },
      { keys: ["S"], does: "suspend or bring back this card" },
    ],
  },
  {
    where: "Lab",
    keys: [
      { keys: ["Ctrl", "Enter"], does: "run the public seeds" },
      { keys: ["Ctrl", "⇧", "Enter"], does: "submit to the judge" },
      { keys: ["G"], does: "step through the shortest failing run" },
      { keys: ["F6"], does: "next pane" },
      { keys: ["Ctrl", "M"], does: "let Tab leave the editor" },
    ],
  },
  {
    where: "Interview room",
    keys: [
      { keys: ["F6"], does: "board, console, chat" },
      { keys: ["1", "9"], does: "release that hint; asks once" },
      { keys: ["Q"], does: "evidence, with the minute" },
      { keys: ["N"], does: "note" },
    ],
  },
  {
    where: "Replay",
    keys: [
      { keys: ["Space"], does: "play, pause" },
      { keys: ["←", "→"], does: "event before, event after" },
      { keys: ["Shift", "→"], does: "phase" },
      { keys: ["[", "]"], does: "slower, faster" },
    ],
  },
  {
    where: "Exercise",
    keys: [
      { keys: ["Ctrl", "Enter"], does: "check" },
      { keys: ["H"], does: "hint" },
      { keys: ["N"], does: "new variant" },
      { keys: ["L"], does: "in a drawing: a line from this box" },
      { keys: ["Ctrl", "Z"], does: "in a drawing: take the last step back" },
      { keys: ["T"], does: "a drawing as lists" },
    ],
  },
  {
    where: "Teach",
    keys: [
      ...[TEACH, PREVIEW].map(({ keys, label }) => ({ keys: keys.toUpperCase().split(" "), does: `go to ${label}` })),
      { keys: ["J"], does: "next row" },
      { keys: ["K"], does: "previous row" },
      { keys: ["Enter"], does: "open the row" },
      { keys: ["←", "→"], does: "walk the map of mastery; ↑ ↓ too" },
      { keys: ["T"], does: "mastery as a table" },
    ],
  },
  {
    where: "Failing run",
    keys: [
      { keys: ["←", "→"], does: "event before, event after" },
      { keys: ["Shift", "→"], does: "event of this node" },
      { keys: ["↑", "↓"], does: "node in the inspector" },
      { keys: ["Home"], does: "first event" },
      { keys: ["End"], does: "last event" },
      { keys: ["Space"], does: "play, pause" },
      { keys: ["V"], does: "violation" },
      { keys: ["H"], does: "causes only" },
      { keys: ["+", "−"], does: "zoom; 0 fits" },
      { keys: ["T"], does: "events as a table" },
    ],
  },
];

export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog title="Keys" open={open} onClose={onClose}>
      <KeyList />
    </Dialog>
  );
}

export function KeyList() {
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      {KEYS.map(({ where, keys }) => (
        <section key={where}>
          <h3 className="mb-2 text-[13px]">{where}</h3>
          <dl className="grid gap-1.5 text-[13px]">
            {keys.map(({ keys: pressed, does }) => (
              <div key={does} className="flex items-center gap-3">
                <dt className="flex w-20 flex-none gap-1">
                  {pressed.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                  <span className="sr">{pressed.join(" ")}</span>
                </dt>
                <dd className="text-ink-2">{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
