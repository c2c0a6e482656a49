"use client";

import { useRouter } from "next/navigation";
import { Dialog } from "@/ui/dialog";
import { useHotkeys } from "@/ui/hotkeys";
import { Kbd } from "@/ui/kbd";
import type { RunActions } from "./use-run";

export interface RunKey {
  readonly keys: readonly string[];
  readonly does: string;
}

const KEYS: readonly RunKey[] = [
  { keys: ["←", "→"], does: "event before, event after" },
  { keys: ["Shift", "←", "→"], does: "event of this node" },
  { keys: ["↑", "↓"], does: "node in the inspector" },
  { keys: ["Home"], does: "first event" },
  { keys: ["End"], does: "last event" },
  { keys: ["Space"], does: "play, pause" },
  { keys: ["V"], does: "violation" },
  { keys: ["H"], does: "causes only" },
  { keys: ["+", "−"], does: "zoom in, out" },
  { keys: ["0"], does: "fit into the pane" },
  { keys: ["P"], does: "pin the next variable" },
  { keys: ["O"], does: "operations of the clients" },
  { keys: ["T"], does: "as a table" },
  { keys: ["?"], does: "these keys" },
];

interface Elsewhere {
  readonly backHref: string;
  /** The run as it was, or the shrunk one; null where there is one only */
  readonly otherHref: string | null;
  /** Where it is led by hand */
  readonly byHandHref: string | null;
  readonly onHelp: () => void;
}

/** Binds the keys of a run while its page is shown. */
export function useRunKeys(act: RunActions, { backHref, otherHref, byHandHref, onHelp }: Elsewhere): void {
  const router = useRouter();
  useHotkeys({
    arrowright: () => act.step(1),
    arrowleft: () => act.step(-1),
    "shift+arrowright": () => act.stepOfNode(1),
    "shift+arrowleft": () => act.stepOfNode(-1),
    arrowdown: () => act.lane(1),
    arrowup: () => act.lane(-1),
    home: act.first,
    end: act.last,
    space: act.play,
    v: act.violation,
    h: act.toggleCauses,
    "+": () => act.zoomBy(1),
    "=": () => act.zoomBy(1),
    "-": () => act.zoomBy(-1),
    "0": () => act.zoomBy(0),
    p: () => act.pin(null),
    o: act.toggleHistory,
    t: act.toggleTable,
    ...(otherHref === null ? {} : { r: () => router.push(otherHref, { scroll: false }) }),
    ...(byHandHref === null ? {} : { m: () => router.push(byHandHref) }),
    "?": onHelp,
    escape: () => router.push(backHref),
  });
}

interface RunKeysProps {
  backWords: string;
  /** Whether there is another version of the run */
  hasOther: boolean;
  byHandWords: string | null;
  open: boolean;
  onClose: () => void;
}

export function RunKeysDialog({ backWords, hasOther, byHandWords, open, onClose }: RunKeysProps) {
  const other = hasOther ? [{ keys: ["R"], does: "shrunk run, run as it was" }] : [];
  const byHand = byHandWords === null ? [] : [{ keys: ["M"], does: byHandWords.toLowerCase() }];
  return (
    <Dialog title="Keys" open={open} onClose={onClose}>
      <KeyTable keys={[...KEYS, ...other, ...byHand, { keys: ["Esc"], does: backWords.toLowerCase() }]} />
    </Dialog>
  );
}

/** What each key does. */
export function KeyTable({ keys }: { keys: readonly RunKey[] }) {
  return (
    <dl className="grid gap-1.5 text-[13px]">
      {keys.map(({ keys: pressed, does }) => (
        <div key={does} className="flex items-center gap-3">
          <dt className="flex w-24 flex-none gap-1">
            {pressed.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
            <span className="sr">{pressed.join(" ")}</span>
          </dt>
          <dd className="text-ink-2">{does}</dd>
        </div>
      ))}
    </dl>
  );
}
