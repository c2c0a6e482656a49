"use client";

import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { Dialog } from "@/ui/dialog";
import type { ClockView } from "./clock-view";
import { useSession } from "./room-context";
import styles from "./room-header.module.css";

const EXTENSION_MS = 2 * 60_000;

/** The interviewers' hands on the clock. */
export function ClockControls({ view: { status, segments } }: { view: ClockView }) {
  const { do: give } = useSession();
  const [isAsking, setAsking] = useState(false);
  if (status === "ended") return null;
  if (status === "waiting") {
    return (
      <div className={styles.controls}>
        <button type="button" className="btn sm pri" onClick={() => give({ kind: "start" })}>
          <Play className="ico s" aria-hidden="true" />
          Start the clock
        </button>
      </div>
    );
  }
  const isLast = segments.at(-1)?.standing === "now";
  return (
    <div className={styles.controls}>
      {status === "running" ? (
        <button type="button" className="btn icon sm" aria-label="Pause the clock" onClick={() => give({ kind: "pause" })}>
          <Pause className="ico s" aria-hidden="true" />
        </button>
      ) : (
        <button type="button" className="btn sm" onClick={() => give({ kind: "resume" })}>
          <Play className="ico s" aria-hidden="true" />
          Go on
        </button>
      )}
      <button type="button" className="btn sm" onClick={() => give({ kind: "extend", ms: EXTENSION_MS })}>
        +2 min
      </button>
      {!isLast && (
        <button type="button" className="btn sm" onClick={() => give({ kind: "next-phase" })}>
          Next phase
        </button>
      )}
      <button type="button" className="btn sm" aria-haspopup="dialog" onClick={() => setAsking(true)}>
        End
      </button>
      <Dialog title="End the interview" open={isAsking} onClose={() => setAsking(false)}>
        <div className="grid gap-3 text-[13px] leading-normal">
          <p>The board and the chat close for everybody, and the clock does not start again. You can go on rating and write the report.</p>
          <div className="flex flex-wrap gap-2">
            <button
              type="button"
              className="btn pri"
              onClick={() => {
                give({ kind: "end" });
                setAsking(false);
              }}
            >
              End it
            </button>
            <button type="button" className="btn" autoFocus onClick={() => setAsking(false)}>
              Go on with it
            </button>
          </div>
        </div>
      </Dialog>
    </div>
  );
}
