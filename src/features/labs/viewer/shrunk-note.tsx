"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import type { CSSProperties } from "react";
import type { ShownRecording } from "@/domain/labs/shown-recording";
import { counted, number } from "@/ui/words";
import styles from "./run-viewer.module.css";

/** A failing run in one of its two sizes, and where each is shown. */
export interface RecordingPage extends ShownRecording {
  /** Whether the judge may yet find a smaller run */
  readonly isBeingShrunk: boolean;
  readonly hrefs: { readonly shrunk: string; readonly asRun: string };
}

/** How small the run became, and the way to the other version of it; or that there is none, or none yet. */
export function ShrunkNote({ recording: { version, excerpt, events, isBeingShrunk, hrefs, kept } }: { recording: RecordingPage }) {
  const extent = excerpt.events.length < excerpt.eventsInRun && `Shows ${number(excerpt.events.length)} of ${counted(excerpt.eventsInRun, "event")}`;
  if (events.shrunk === null) {
    return (
      <div className={styles.extent}>
        <p>{extent || counted(excerpt.eventsInRun, "event")}</p>
        {isBeingShrunk && <StillShrinking />}
      </div>
    );
  }
  return (
    <div className={styles.extent}>
      <p>
        <b>
          Shrunk from {number(events.asRun)} to {counted(events.shrunk, "event")}
        </b>
      </p>
      <div className={styles.shrunkBar} style={{ "--part": events.shrunk / events.asRun } as CSSProperties} aria-hidden="true" />
      <nav className={styles.segments} aria-label="Which run">
        <Version href={hrefs.shrunk} isHere={version === "shrunk"}>
          {number(events.shrunk)} shrunk
        </Version>
        <Version href={hrefs.asRun} isHere={version === "as-run"}>
          {number(events.asRun)} as run
        </Version>
      </nav>
      <p className={styles.extentHint}>{version === "shrunk" ? extent || "The smallest run that was found to break the same check." : asRunWords(kept.length, extent)}</p>
    </div>
  );
}

const asRunWords = (kept: number, extent: string | false): string =>
  [...(extent === false ? [] : [`${extent}.`]), ...(kept === 0 ? [] : [`${counted(kept, "event")} marked: those that the shrunk run kept.`])].join(" ");

const Version = ({ href, isHere, children }: { href: string; isHere: boolean; children: React.ReactNode }) => (
  <Link href={href} className={isHere ? styles.on : undefined} aria-current={isHere ? "page" : undefined} prefetch={false} scroll={false} aria-keyshortcuts="R">
    {children}
  </Link>
);

function StillShrinking() {
  const router = useRouter();
  return (
    <p className={styles.extentHint}>
      The judge is looking for a smaller run that fails in the same way.{" "}
      <button type="button" className="link" onClick={() => router.refresh()}>
        Look again
      </button>
    </p>
  );
}
