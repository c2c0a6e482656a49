import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Fragment, type ReactNode, type RefObject } from "react";
import type { LabCheck } from "@/contracts/labs/lab-pages";
import type { RunView } from "@/contracts/labs/labs";
import { BrandMark } from "@/ui/brand";
import { CodeListing } from "@/ui/code-editor/code-listing";
import { labHref } from "./addresses";
import styles from "./workspace.module.css";

export interface RunPageProps {
  lab: { id: string; title: string; checks: readonly LabCheck[] };
  run: RunView;
  /** "20 November 2026 at 14:02" */
  submittedText: string;
}

/** How somebody came here who does not come from the lab: the places above the run, the last of them the way back. */
export interface Trail {
  places: readonly { words: string; href: string }[];
  back: { words: string; href: string };
}

interface RunHeaderProps {
  lab: RunPageProps["lab"];
  title: string;
  submittedText: string;
  /** What can be done with the run; on a phone it lies under the thumb */
  actions: ReactNode;
  /** What the way to the lab is called */
  labWords: string;
  /** In place of the way through the labs */
  trail?: Trail;
}

export function RunHeader({ lab, title, submittedText, actions, labWords, trail }: RunHeaderProps) {
  const { places, back } = trail ?? {
    places: [
      { words: "Labs", href: "/labs" },
      { words: lab.title, href: labHref(lab.id) },
    ],
    back: { words: labWords, href: labHref(lab.id) },
  };
  return (
    <header className={styles.top}>
      <Link className={styles.mark} href="/today" aria-label="Quorum, Today">
        <BrandMark />
      </Link>
      <nav className={`crumb ${styles.runCrumb}`} aria-label="Where you are">
        {places.map(({ words, href }) => (
          <Fragment key={href}>
            <Link href={href} className="truncate">
              {words}
            </Link>
            <ChevronRight className="ico s" aria-hidden="true" />
          </Fragment>
        ))}
      </nav>
      <h1 className={styles.title}>{title}</h1>
      <span className="grow" />
      <span className={`hint num ${styles.when}`}>{submittedText}</span>
      {actions !== null && <div className={styles.actions}>{actions}</div>}
      <Link className={`btn sm ${styles.wide}`} href={back.href}>
        {back.words}
      </Link>
    </header>
  );
}

interface ProgramPaneProps {
  run: RunView;
  mark: { line: number; say: string } | null;
  program: RefObject<HTMLElement | null>;
}

export function ProgramPane({ run, mark, program }: ProgramPaneProps) {
  return (
    <section className={styles.pane} aria-label="Program as submitted" ref={program}>
      <div className={styles.paneHead}>
        <h2 className={styles.file}>node.ts</h2>
        <span className="hint">as submitted</span>
        <span className="grow" />
        <span className={`hint num ${styles.wide}`}>
          lab version {run.labVersion}, engine {run.engineVersion}
          {run.cpuSeconds !== null && `, ${run.cpuSeconds.toFixed(1)} s of processor time`}
        </span>
      </div>
      <CodeListing text={run.program} label="Program, node.ts, cannot be edited" mark={mark} />
    </section>
  );
}

/** Under a run of a lab or an engine that has changed since. */
export const OldRunNote = () => <p className={`hint ${styles.foot}`}>This lab has changed since: submitted today, the program may fare otherwise.</p>;
