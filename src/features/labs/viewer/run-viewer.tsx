"use client";

import { ChevronRight, Hand } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useDeferredValue, useState } from "react";
import type { ProgramFailure } from "@/domain/simulator/node-host";
import { BrandMark } from "@/ui/brand";
import { Kbd } from "@/ui/kbd";
import { Verdict } from "@/ui/verdict";
import { counted } from "@/ui/words";
import { manualHrefAfter } from "../addresses";
import { recordedName } from "../words";
import { DiagramPane } from "./diagram-pane";
import { EventList } from "./event-list";
import { Inspector } from "./inspector";
import { RunKeysDialog, useRunKeys } from "./run-keys";
import styles from "./run-viewer.module.css";
import { type RecordingPage, ShrunkNote } from "./shrunk-note";
import { useRun } from "./use-run";

export interface SeedLink {
  readonly n: number;
  readonly href: string;
  readonly checkTitle: string;
  readonly isHere: boolean;
}

export interface ByHand {
  readonly words: string;
  /** Its beginning */
  readonly href: string;
  /** Whether it goes on from the event at the cursor, and not from the beginning */
  readonly goesOn: boolean;
}

export interface RunViewerProps {
  readonly recording: RecordingPage;
  /** The query of the page's address when it was opened: event, node and mode */
  readonly query: string;
  readonly lab: { readonly title: string; readonly href: string };
  /** Where the run is told; null for a run of this tab, which has no page of its own */
  readonly run: { readonly title: string; readonly href: string | null };
  /** Where the program is */
  readonly back: { readonly words: string; readonly href: string };
  /** What can be done with the run, for the header */
  readonly actions: ReactNode;
  /** Where it is led by hand; null where nobody may play the program */
  readonly byHand: ByHand | null;
  /** Whether the reader may make a card of it */
  readonly makesCard: boolean;
  readonly checkTitle: string;
  readonly concepts: readonly { readonly id: string; readonly title: string }[];
  readonly failure: ProgramFailure | null;
  /** The failing seeds of the run that can be looked at */
  readonly seeds: readonly SeedLink[];
  /** "251 passed, 3 failed, 2 unknown"; null where it is not known */
  readonly seedsWords: string | null;
}

/** A recorded run, event by event. Needs nothing but the recording: the program is not executed. */
export function RunViewer(props: RunViewerProps) {
  const { recording, query, back, byHand, makesCard, checkTitle, concepts, failure, seeds, seedsWords } = props;
  const { version, events, hrefs } = recording;
  const run = useRun(recording, query);
  const otherHref = events.shrunk === null ? null : version === "shrunk" ? hrefs.asRun : hrefs.shrunk;
  // While the cursor is dragged the picture follows at once, and words as soon as they can.
  const calm = useDeferredValue(run);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const byHandHref = byHand === null ? null : byHand.goesOn ? manualHrefAfter(byHand.href, (run.story.steps[run.cursor - 1]?.event.number ?? -1) + 1) : byHand.href;
  useRunKeys(run.act, { backHref: back.href, otherHref, byHandHref, onHelp: () => setHelpOpen(true) });
  return (
    <div className={styles.screen}>
      <Header {...props} byHandHref={byHandHref} />
      <main className={styles.panes} id="main">
        <section className={`${styles.pane} ${styles.left}`} aria-label="Seeds and events">
          <SeedList seeds={seeds} words={seedsWords} />
          <ShrunkNote recording={recording} />
          <EventList story={calm.story} cursor={calm.cursor} kept={calm.kept} marked={calm.marked} onChoose={calm.act.goTo} onPoint={calm.act.point} />
        </section>
        <DiagramPane run={run} checkTitle={checkTitle} />
        <Inspector run={calm} checkTitle={checkTitle} failure={failure} concepts={concepts} makesCard={makesCard} />
      </main>
      <RunKeysDialog backWords={back.words} hasOther={otherHref !== null} byHandWords={byHand?.words ?? null} open={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}

function Header({ recording, lab, run, back, actions, byHand, byHandHref, checkTitle }: RunViewerProps & { readonly byHandHref: string | null }) {
  return (
    <header className={styles.top}>
      <Link href="/today" aria-label="Quorum, Today" className={styles.brand}>
        <BrandMark />
      </Link>
      <nav className={styles.crumb} aria-label="Place">
        <Link href="/labs">Labs</Link>
        <ChevronRight className="ico s" aria-hidden="true" />
        <Link href={lab.href}>{lab.title}</Link>
        <ChevronRight className="ico s" aria-hidden="true" />
        {run.href === null ? <span>{run.title}</span> : <Link href={run.href}>{run.title}</Link>}
        <ChevronRight className="ico s" aria-hidden="true" />
      </nav>
      <h1 className={styles.title}>Seed {recording.excerpt.n}</h1>
      <span className="grow" />
      <span className={styles.verdict}>
        <Verdict kind="fail" boxed>
          {checkTitle}
        </Verdict>
      </span>
      {actions}
      {byHand !== null && byHandHref !== null && (
        <Link className="btn sm ghost" href={byHandHref} prefetch={false} aria-keyshortcuts="M">
          <Hand className="ico s" aria-hidden="true" />
          {byHand.words} <Kbd>M</Kbd>
        </Link>
      )}
      <Link className="btn sm pri" href={back.href} aria-keyshortcuts="Escape">
        {back.words} <Kbd>Esc</Kbd>
      </Link>
    </header>
  );
}

function SeedList({ seeds, words }: { seeds: readonly SeedLink[]; words: string | null }) {
  return (
    <div className={styles.seeds}>
      <div className={styles.seedsHead}>
        <h2>{counted(seeds.length, "failing run")} recorded</h2>
        {words !== null && <span className="hint num">{words}</span>}
      </div>
      <ul>
        {seeds.map(({ n, href, checkTitle, isHere }) => (
          <li key={href}>
            <Link href={href} className={isHere ? styles.here : undefined} aria-current={isHere ? "page" : undefined} prefetch={false}>
              <Verdict kind="fail">{recordedName(n)}</Verdict>
              <span className={styles.seedCheck}>{checkTitle}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
