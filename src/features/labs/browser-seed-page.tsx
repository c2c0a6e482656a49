"use client";

import { useEffect, useState } from "react";
import { excerptStorageKey } from "@/contracts/labs/excerpt";
import type { Recording } from "@/domain/labs/result";
import { asRunHref, browserSeedHref, labHref, runHref } from "./addresses";
import { findRecording, shelfOf } from "./browser-results";
import { NoRecording, type SeedPageLab } from "./seed-page";
import { RunViewer } from "./viewer/run-viewer";
import { checkTitle } from "./words";

interface Stored {
  readonly recording: Recording | null;
  /** All seeds of the lab that this tab remembers */
  readonly others: readonly Recording[];
}

interface BrowserSeedPageProps {
  readonly lab: SeedPageLab;
  readonly n: number;
  /** The shared run whose program ran; null: one's own text */
  readonly of: string | null;
  /** Whether the run is wanted as it was, where it was shrunk */
  readonly isAsRun: boolean;
}

/** A failing seed of a run in this browser: its recording lies in the storage of the tab, and nowhere else. */
export function BrowserSeedPage({ lab, n, of, isAsRun }: BrowserSeedPageProps) {
  const shelf = shelfOf({ labId: lab.id, of });
  const programHref = of === null ? labHref(lab.id) : runHref(lab.id, of);
  const [stored, setStored] = useState<Stored | null>(null);
  useEffect(() => setStored({ recording: findRecording(shelf, n), others: readAll(shelf) }), [shelf, n]);
  if (stored === null) return <main id="main" tabIndex={-1} aria-busy="true" />;
  const { recording, others } = stored;
  if (recording === null || recording.asRun.events.length === 0) {
    return (
      <NoRecording title={`Seed ${n} is not recorded in this tab`} labId={lab.id} runHref={of === null ? null : programHref} isMine={of === null}>
        A run in the browser is kept in its tab until the tab is closed. Run the program again, and open the seed from its results.
      </NoRecording>
    );
  }
  const { check } = recording.asRun;
  const here = browserSeedHref(lab.id, of, n, check);
  return (
    <RunViewer
      versions={{ ...recording, isBeingShrunk: false, shown: isAsRun || recording.shrunk === null ? "as-run" : "shrunk", hrefs: { shrunk: here, asRun: asRunHref(here) } }}
      query={location.search.slice(1)}
      lab={{ title: lab.title, href: labHref(lab.id) }}
      run={{ title: "Run in this browser", href: of === null ? null : programHref }}
      back={{ words: of === null ? "Back to the code" : "Back to the run", href: programHref }}
      actions={null}
      checkTitle={checkTitle(check, lab.checks)}
      concepts={lab.concepts}
      failure={null}
      seeds={others.map(({ asRun: one }) => ({ n: one.n, href: browserSeedHref(lab.id, of, one.n, one.check), checkTitle: checkTitle(one.check, lab.checks), isHere: one.n === n }))}
      seedsWords={null}
    />
  );
}

function readAll(shelf: string): Recording[] {
  const prefix = excerptStorageKey(shelf, 0).slice(0, -1);
  const numbers = Object.keys(sessionStorage).flatMap((key) => (key.startsWith(prefix) ? [Number(key.slice(prefix.length))] : []));
  return numbers.toSorted((left, right) => left - right).flatMap((n) => findRecording(shelf, n) ?? []);
}
