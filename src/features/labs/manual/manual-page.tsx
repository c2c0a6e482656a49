"use client";

import { ChevronRight, Undo2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import type { ManualBase, ManualState } from "@/domain/labs/by-hand";
import { BrandMark } from "@/ui/brand";
import { useHotkeys } from "@/ui/hotkeys";
import { Kbd } from "@/ui/kbd";
import { Verdict } from "@/ui/verdict";
import { counted } from "@/ui/words";
import { labHref } from "../addresses";
import { findSource } from "../browser-results";
import { CopyLink } from "../copy-link";
import type { SeedPageLab } from "../seed-page";
import { timeWords } from "../spacetime/describe-event";
import { DiagramPane } from "../viewer/diagram-pane";
import { Inspector } from "../viewer/inspector";
import viewer from "../viewer/run-viewer.module.css";
import { useRun } from "../viewer/use-run";
import { checkTitle } from "../words";
import { ChoiceList, focusRow } from "./choice-list";
import { type ActionKey, choiceOfKey, type RowGroup, rowGroups } from "./choice-rows";
import { GroundChoice, type Ground } from "./ground-choice";
import { ManualKeysDialog } from "./manual-keys";
import { TakenList } from "./taken-list";
import { type Manual, useManual } from "./use-manual";
import styles from "./manual.module.css";

export interface ManualPageProps {
  readonly lab: SeedPageLab;
  /** The program: of a run that may be read, or as the server keeps one's own */
  readonly source: string;
  /** Whether the text that ran last in this tab goes before it */
  readonly takesTab: boolean;
  readonly base: ManualBase;
  readonly from: number;
  readonly grounds: readonly Ground[];
  /** The run whose program plays; null: one's own text */
  readonly of: string | null;
  readonly back: { readonly words: string; readonly href: string };
}

/** A run of the lab that the reader leads by hand. */
export function ManualPage(props: ManualPageProps) {
  const { lab, base, from } = props;
  const [source, setSource] = useState<string | null>(null);
  // Only a browser knows what ran in its tab.
  useEffect(() => setSource((props.takesTab ? findSource(lab.id) : null) ?? props.source), [props.takesTab, props.source, lab.id]);
  if (source === null) return <main id="main" tabIndex={-1} aria-busy="true" />;
  return <Led {...props} key={`${JSON.stringify(base)} ${from}`} source={source} />;
}

function Led(props: ManualPageProps) {
  const { lab, source, base, from } = props;
  const manual = useManual({ lab: lab.id, source, base, from });
  const { state, problem } = manual;
  return (
    <div className={viewer.screen}>
      <Header {...props} state={state} />
      {state === null ? (
        <main className={styles.wait} id="main" tabIndex={-1} aria-busy={problem === null}>
          {problem === null ? (
            <p role="status" className="muted">
              Playing the run up to here
            </p>
          ) : (
            <p className="note bad" role="alert">
              <span>{problem}</span>
            </p>
          )}
        </main>
      ) : (
        <Panes {...props} manual={manual} state={state} />
      )}
    </div>
  );
}

function Header({ lab, back, state }: ManualPageProps & { readonly state: ManualState | null }) {
  const broken = state?.excerpt.check ?? "";
  return (
    <header className={viewer.top}>
      <Link href="/today" aria-label="Quorum, Today" className={viewer.brand}>
        <BrandMark />
      </Link>
      <nav className={viewer.crumb} aria-label="Place">
        <Link href="/labs">Labs</Link>
        <ChevronRight className="ico s" aria-hidden="true" />
        <Link href={labHref(lab.id)}>{lab.title}</Link>
        <ChevronRight className="ico s" aria-hidden="true" />
      </nav>
      <h1 className={viewer.title}>By hand</h1>
      <span className="grow" />
      {broken !== "" && (
        <span className={viewer.verdict}>
          <Verdict kind="fail" boxed>
            {checkTitle(broken, lab.checks)}
          </Verdict>
        </span>
      )}
      <CopyLink />
      <Link className="btn sm pri" href={back.href} aria-keyshortcuts="Escape">
        {back.words} <Kbd>Esc</Kbd>
      </Link>
    </header>
  );
}

function Panes({ lab, back, base, from, grounds, of, manual, state }: ManualPageProps & { readonly manual: Manual; readonly state: ManualState }) {
  const { excerpt, offers, nowUs, hasEnded } = state;
  const recording = useMemo(() => ({ excerpt, kept: [] }), [excerpt]);
  const run = useRun(recording, "");
  const calm = useDeferredValue(run);
  const groups = useMemo(() => (hasEnded ? [] : rowGroups(offers, nowUs)), [hasEnded, offers, nowUs]);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const { at, setAt, pane } = useManualKeys({ manual, groups, backHref: back.href, step: run.act.step, onHelp: () => setHelpOpen(true) });
  const title = checkTitle(excerpt.check, lab.checks);
  const broken = excerpt.check === "" ? null : { title, say: run.story.says };
  return (
    <main className={`${viewer.panes} ${styles.panes}`} id="main">
      <section className={`${viewer.pane} ${viewer.left}`} aria-label="What can happen next" ref={pane}>
        <div className={styles.head}>
          <h2>{hasEnded ? "The run has ended" : "What can happen next"}</h2>
          <span className="hint num">{timeWords(nowUs)}</span>
          <button type="button" className="btn sm" onClick={manual.undo} disabled={manual.choices.length === 0} aria-keyshortcuts="U">
            <Undo2 className="ico s" aria-hidden="true" /> Undo <Kbd>U</Kbd>
          </button>
        </div>
        <Notes manual={manual} state={state} broken={broken} />
        <ChoiceList groups={groups} at={at} isBusy={manual.isBusy} onAt={setAt} onChoose={manual.choose} />
        <div className={styles.past}>
          <h2>{counted(manual.choices.length, "choice")} so far</h2>
          <TakenList choices={manual.choices} state={state} story={run.story} onGoTo={run.act.goTo} />
        </div>
        <GroundChoice labId={lab.id} base={base} from={from} grounds={grounds} of={of} />
      </section>
      <DiagramPane run={run} checkTitle={title} />
      <Inspector run={calm} checkTitle={title} failure={null} concepts={[]} makesCard={false} />
      <ManualKeysDialog backWords={back.words} open={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </main>
  );
}

/** What a step led to, said once: a check that it broke, or why nothing more is played. */
function Notes({ manual: { problem, note, choices }, state: { brokenAfter, hasEnded }, broken }: { readonly manual: Manual; readonly state: ManualState; readonly broken: { readonly title: string; readonly say: string } | null }) {
  const when = brokenAfter === 0 ? "Violated before your first choice" : brokenAfter === choices.length ? "Violated by this step" : `Violated by choice ${brokenAfter}`;
  return (
    <div className={styles.notes}>
      {problem !== null && (
        <p className="note bad" role="alert">
          <span>{problem}</span>
        </p>
      )}
      {note !== null && (
        <p className="note warn" role="status">
          <span>{note}</span>
        </p>
      )}
      <div role="status">
        {broken !== null && (
          <p className="note bad">
            <span>
              <b>
                {when}: {broken.title}.
              </b>{" "}
              {broken.say}
            </span>
          </p>
        )}
        {broken === null && <p className="hint">{hasEnded ? "No check that can be judged by hand is broken on this run." : "No check is broken so far."}</p>}
      </div>
    </div>
  );
}

interface KeysOf {
  readonly manual: Manual;
  readonly groups: readonly RowGroup[];
  readonly backHref: string;
  readonly step: (by: 1 | -1) => void;
  readonly onHelp: () => void;
}

/** The row that keys concern, and the keys. */
function useManualKeys({ manual, groups, backHref, step, onHelp }: KeysOf) {
  const router = useRouter();
  const pane = useRef<HTMLElement>(null);
  const [wanted, setAt] = useState<string | null>(null);
  const rows = groups.flatMap((group) => group.rows).filter(({ actions }) => actions.length > 0);
  const [lastIndex, setLastIndex] = useState(0);
  const found = rows.findIndex(({ id }) => id === wanted);
  const index = found >= 0 ? found : Math.min(lastIndex, rows.length - 1);
  if (found >= 0 && found !== lastIndex) setLastIndex(found);
  const row = rows[index] ?? null;
  const walk = (by: 1 | -1) => {
    const isIn = pane.current?.contains(document.activeElement) === true;
    const next = rows[isIn ? Math.min(Math.max(index + by, 0), rows.length - 1) : index];
    if (next === undefined) return;
    setAt(next.id);
    focusRow(pane.current, next.id);
  };
  const press = (key: ActionKey) => () => {
    const choice = choiceOfKey(key, groups, row);
    if (choice !== null) manual.choose(choice);
  };
  useHotkeys({
    arrowdown: () => walk(1),
    arrowup: () => walk(-1),
    arrowright: () => step(1),
    arrowleft: () => step(-1),
    enter: press("Enter"),
    d: press("D"),
    l: press("L"),
    x: press("X"),
    r: press("R"),
    n: press("N"),
    g: press("G"),
    u: manual.undo,
    "ctrl+z": manual.undo,
    "?": onHelp,
    escape: () => router.push(backHref),
  });
  return { at: row?.id ?? null, setAt, pane };
}
