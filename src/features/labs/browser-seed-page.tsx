"use client";

import { useEffect, useState } from "react";
import type { Excerpt } from "@/domain/labs/result";
import { type RunVersion, type ShownRecording, showRecording } from "@/domain/labs/shown-recording";
import { asRunHref, browserSeedHref, labHref, manualHref, runHref } from "./addresses";
import { findAsRun, findSeed, findSource, keepSeed, keptSeeds, shelfOf } from "./browser-results";
import { closeBrowserRun, explainInBrowser } from "./browser-run";
import { SaveTest } from "./saved-tests";
import { NoRecording, type SeedPageLab } from "./seed-page";
import { RunViewer, type SeedLink } from "./viewer/run-viewer";
import { checkTitle } from "./words";

interface BrowserSeedPageProps {
  readonly lab: SeedPageLab;
  readonly n: number;
  /** The shared run whose program ran; null: one's own text */
  readonly of: string | null;
  /** Whether the run is wanted as it was, where it was shrunk */
  readonly version: RunVersion;
}

/** A failing seed of a run in this browser: what is left of it lies in the storage of the tab, and nowhere else. */
export function BrowserSeedPage({ lab, n, of, version }: BrowserSeedPageProps) {
  const shelf = shelfOf({ labId: lab.id, of });
  const programHref = of === null ? labHref(lab.id) : runHref(lab.id, of);
  const recording = useRecording(lab.id, shelf, n, version);
  if (recording === "looking" || recording === "playing") {
    return (
      <main id="main" tabIndex={-1} aria-busy="true" className="mx-auto max-w-[760px] pt-[10vh]">
        <p role="status" className="muted">
          {recording === "playing" && `Playing seed ${n} again`}
        </p>
      </main>
    );
  }
  if (recording === null) {
    return (
      <NoRecording title={`Seed ${n} is not recorded in this tab`} labId={lab.id} runHref={of === null ? null : programHref} isMine={of === null}>
        A run in the browser is kept in its tab until the tab is closed. Run the program again, and open the seed from its results.
      </NoRecording>
    );
  }
  const { check } = recording.excerpt;
  const here = browserSeedHref(lab.id, of, n, check);
  const seeds = keptSeeds(shelf).map((one): SeedLink => ({ n: one.n, href: browserSeedHref(lab.id, of, one.n, one.check), checkTitle: checkTitle(one.check, lab.checks), isHere: one.n === n }));
  return (
    <RunViewer
      recording={{ ...recording, isBeingShrunk: false, hrefs: { shrunk: here, asRun: asRunHref(here) } }}
      query={location.search.slice(1)}
      lab={{ title: lab.title, href: labHref(lab.id) }}
      run={{ title: "Run in this browser", href: of === null ? null : programHref }}
      back={{ words: of === null ? "Back to the code" : "Back to the run", href: programHref }}
      actions={of === null && <SaveTest labId={lab.id} tests={lab.tests} test={{ n, check }} />}
      makesCard
      byHand={{ words: "On by hand from here", href: manualHref(lab.id, { base: recording.version === "shrunk" ? { kind: "shrunk", n, check } : { kind: "seed", n }, of }), goesOn: true }}
      checkTitle={checkTitle(check, lab.checks)}
      concepts={lab.concepts}
      failure={null}
      seeds={seeds}
      seedsWords={null}
    />
  );
}

/** What the tab has of a seed; a run as it was that it has no longer is played again from the text that ran. Null: nothing. */
function useRecording(labId: string, shelf: string, n: number, version: RunVersion): ShownRecording | "looking" | "playing" | null {
  const [recording, setRecording] = useState<ShownRecording | "looking" | "playing" | null>("looking");
  useEffect(() => {
    const seed = findSeed(shelf, n);
    const asRun = findAsRun(shelf, n);
    if (seed === null) return setRecording(null);
    if (asRun !== null) return setRecording(showRecording({ asRun, shrunk: seed.shrunk }, version));
    if (seed.shrunk !== null && version === "shrunk") return setRecording({ version, excerpt: seed.shrunk, events: { asRun: seed.eventsAsRun, shrunk: seed.shrunk.eventsInRun }, kept: [] });
    const source = findSource(shelf);
    if (source === null) return setRecording(null);
    setRecording("playing");
    const stop = new AbortController();
    const show = (played: Excerpt | null) => {
      if (stop.signal.aborted) return;
      if (played !== null) keepSeed(shelf, played, seed.shrunk);
      setRecording(played === null ? null : showRecording({ asRun: played, shrunk: seed.shrunk }, version));
    };
    void explainInBrowser({ lab: labId, source, seed: n, check: seed.check, signal: stop.signal }).then(show);
    return () => {
      stop.abort();
      closeBrowserRun();
    };
  }, [labId, shelf, n, version]);
  return recording;
}
