"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import type { CSSProperties } from "react";
import type { Recording } from "@/domain/labs/result";
import { counted, number } from "@/ui/words";
import styles from "./run-viewer.module.css";

/** A failing run in its two sizes, and where each is shown. */
export interface RunVersions extends Recording {
  /** Whether the judge may yet find a smaller run */
  readonly isBeingShrunk: boolean;
  readonly shown: "shrunk" | "as-run";
  readonly hrefs: { readonly shrunk: string; readonly asRun: string };
}

/** How small the run became, and the way to the other version of it; or that there is none, or none yet. */
export function ShrunkNote({ versions }: { versions: RunVersions }) {
  const { asRun, shrunk, isBeingShrunk, shown, hrefs } = versions;
  const excerpt = shown === "shrunk" ? (shrunk ?? asRun) : asRun;
  const extent = excerpt.events.length < excerpt.eventsInRun && `Shows ${number(excerpt.events.length)} of ${counted(excerpt.eventsInRun, "event")}`;
  if (shrunk === null) {
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
          Shrunk from {number(asRun.eventsInRun)} to {counted(shrunk.eventsInRun, "event")}
        </b>
      </p>
      <div className={styles.shrunkBar} style={{ "--part": shrunk.eventsInRun / asRun.eventsInRun } as CSSProperties} aria-hidden="true" />
      <nav className={styles.segments} aria-label="Which run">
        <Version href={hrefs.shrunk} isHere={shown === "shrunk"}>
          {number(shrunk.eventsInRun)} shrunk
        </Version>
        <Version href={hrefs.asRun} isHere={shown === "as-run"}>
          {number(asRun.eventsInRun)} as run
        </Version>
      </nav>
      <p className={styles.extentHint}>{extent || "The smallest run that was found to break the same check."}</p>
    </div>
  );
}

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
