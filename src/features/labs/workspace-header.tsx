import { ChevronRight, CloudOff, Hand, Play, Send, Square } from "lucide-react";
import Link from "next/link";
import type { LabView } from "@/contracts/labs/lab-pages";
import { HIDDEN_SEEDS, PUBLIC_SEEDS } from "@/contracts/labs/limits";
import { BrandMark } from "@/ui/brand";
import { Kbd } from "@/ui/kbd";
import { manualHref } from "./addresses";
import type { draftWords } from "./draft-state";
import { RunsMenu } from "./runs-menu";
import type { ProgramRuns } from "./use-program-runs";
import styles from "./workspace.module.css";

interface WorkspaceHeaderProps {
  lab: LabView;
  timeZone: string;
  saved: ReturnType<typeof draftWords>;
  runs: ProgramRuns;
}

export function WorkspaceHeader({ lab, timeZone, saved, runs }: WorkspaceHeaderProps) {
  return (
    <header className={styles.top}>
      <Link className={styles.mark} href="/today" aria-label="Quorum, Today">
        <BrandMark />
      </Link>
      <nav className={`crumb ${styles.crumb}`} aria-label="Where you are">
        <Link href="/labs">Labs</Link>
        <ChevronRight className="ico s" aria-hidden="true" />
      </nav>
      <h1 className={styles.title}>{lab.title}</h1>
      <span className="grow" />
      <span role="status" className={`${styles.saved} ${saved.calm ? "" : styles.unsaved}`}>
        {!saved.calm && <CloudOff className="ico s" aria-hidden="true" />}
        {saved.words}
      </span>
      <div className={styles.actions}>
        <Link className={`btn sm ghost ${styles.wide}`} href={manualHref(lab.id, { base: null, of: null })} prefetch={false}>
          <Hand className="ico s" aria-hidden="true" />
          By hand
        </Link>
        <RunsMenu labId={lab.id} initial={lab.runs} timeZone={timeZone} />
        <label className={styles.allSeeds} title="Otherwise a run ends with the first seed that fails, and has no points then">
          <input type="checkbox" checked={runs.allSeeds} onChange={(event) => runs.setAllSeeds(event.target.checked)} aria-label="All seeds" />
          <span>
            All<span className={styles.wide}> seeds</span>
          </span>
        </label>
        {runs.isRunning ? (
          <button type="button" className="btn sm" onClick={runs.stop}>
            <Square className="ico s" aria-hidden="true" />
            Stop
          </button>
        ) : (
          <button type="button" className="btn sm" onClick={() => runs.start("run")} aria-keyshortcuts="Control+Enter" aria-disabled={runs.isChecking}>
            <Play className="ico s" aria-hidden="true" />
            Run<span className={styles.wide}> {PUBLIC_SEEDS} seeds</span> <Kbd>Ctrl</Kbd>
            <Kbd>↵</Kbd>
          </button>
        )}
        <button type="button" className="btn pri sm" onClick={() => runs.start("submit")} aria-keyshortcuts="Control+Shift+Enter" aria-disabled={runs.isSending || runs.isChecking}>
          <Send className="ico s" aria-hidden="true" />
          {runs.isSending ? "Sending" : "Submit"}
          {!runs.isSending && <span className={styles.wide}> {HIDDEN_SEEDS} seeds</span>} <Kbd>Ctrl</Kbd>
          <Kbd>Shift</Kbd>
          <Kbd>↵</Kbd>
        </button>
      </div>
    </header>
  );
}
