"use client";

import { Dialog } from "@/ui/dialog";
import { KeyTable, type RunKey } from "../viewer/run-keys";

const KEYS: readonly RunKey[] = [
  { keys: ["↑", "↓"], does: "choice before, choice after" },
  { keys: ["Enter"], does: "deliver, fire, ask: what the row says" },
  { keys: ["D"], does: "drop the message" },
  { keys: ["L"], does: "message arrives a second later" },
  { keys: ["X"], does: "crash the node of the row" },
  { keys: ["R"], does: "restart it" },
  { keys: ["N"], does: "next event by itself" },
  { keys: ["G"], does: "to the end by itself" },
  { keys: ["U"], does: "take the last choice back" },
  { keys: ["←", "→"], does: "event before, event after" },
  { keys: ["?"], does: "these keys" },
];

export function ManualKeysDialog({ backWords, open, onClose }: { backWords: string; open: boolean; onClose: () => void }) {
  return (
    <Dialog title="Keys" open={open} onClose={onClose}>
      <KeyTable keys={[...KEYS, { keys: ["Esc"], does: backWords.toLowerCase() }]} />
    </Dialog>
  );
}
