"use client";

import { useEffect, useState } from "react";
import { excerptSchema, excerptStorageKey } from "@/contracts/labs/excerpt";
import type { Excerpt } from "@/domain/labs/result";
import { browserSeedHref, labHref, runHref } from "./addresses";
import { shelfOf } from "./browser-results";
import { NoRecording, type SeedPageLab } from "./seed-page";
import { RunViewer } from "./viewer/run-viewer";
import { checkTitle } from "./words";

interface Stored {
  readonly excerpt: Excerpt | null;
  /** All seeds of the lab that this tab remembers */
  readonly others: readonly Excerpt[];
}

/** A failing seed of a run in this browser: its recording lies in the storage of the tab, and nowhere else. */
export function BrowserSeedPage({ lab, n, of }: { lab: SeedPageLab; n: number; /** The shared run whose program ran; null: one's own text */ of: string | null }) {
  const shelf = shelfOf({ labId: lab.id, of });
  const programHref = of === null ? labHref(lab.id) : runHref(lab.id, of);
  const [stored, setStored] = useState<Stored | null>(null);
  useEffect(() => setStored({ excerpt: readExcerpt(shelf, n), others: readAll(shelf) }), [shelf, n]);
  if (stored === null) return <main id="main" tabIndex={-1} aria-busy="true" />;
  const { excerpt, others } = stored;
  if (excerpt === null || excerpt.events.length === 0) {
    return (
      <NoRecording title={`Seed ${n} is not recorded in this tab`} labId={lab.id} runHref={of === null ? null : programHref} isMine={of === null}>
        A run in the browser is kept in its tab until the tab is closed. Run the program again, and open the seed from its results.
      </NoRecording>
    );
  }
  return (
    <RunViewer
      excerpt={excerpt}
      query={location.search.slice(1)}
      lab={{ title: lab.title, href: labHref(lab.id) }}
      run={{ title: "Run in this browser", href: of === null ? null : programHref }}
      back={{ words: of === null ? "Back to the code" : "Back to the run", href: programHref }}
      actions={null}
      checkTitle={checkTitle(excerpt.check, lab.checks)}
      concepts={lab.concepts}
      failure={null}
      seeds={others.map((one) => ({ n: one.n, href: browserSeedHref(lab.id, of, one.n, one.check), checkTitle: checkTitle(one.check, lab.checks), isHere: one.n === n }))}
      seedsWords={null}
    />
  );
}

/** What another tab or an older version left there is not trusted: what does not fit is as if it were not there. */
function readExcerpt(shelf: string, n: number): Excerpt | null {
  try {
    const text = sessionStorage.getItem(excerptStorageKey(shelf, n));
    return text === null ? null : (excerptSchema.safeParse(JSON.parse(text)).data ?? null);
  } catch {
    return null;
  }
}

function readAll(shelf: string): Excerpt[] {
  const prefix = excerptStorageKey(shelf, 0).slice(0, -1);
  const numbers = Object.keys(sessionStorage).flatMap((key) => (key.startsWith(prefix) ? [Number(key.slice(prefix.length))] : []));
  return numbers.toSorted((left, right) => left - right).flatMap((n) => readExcerpt(shelf, n) ?? []);
}
