"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight, Download } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { ReplayView, ReportView } from "@/contracts/interviews/report";
import { BrandMark } from "@/ui/brand";
import { listed } from "@/ui/words";
import { useTRPC, wordsOf } from "../../trpc";
import { reportHref } from "../addresses";
import { dayOf } from "../words";
import { downloadReplay } from "./export";
import styles from "./replay.module.css";
import { ReplayView as Replay } from "./replay-view";

interface ReplayPageProps {
  report: ReportView;
  /** The moment of the address */
  startMs: number;
  timeZone: string | null;
  isSignedIn: boolean;
}

/** An interview played again, as far as one may see it. */
export function ReplayPage({ report, startMs, timeZone, isSignedIn }: ReplayPageProps) {
  const trpc = useTRPC();
  const { roomId } = report;
  const found = useQuery({ ...trpc.interviews.replay.queryOptions({ roomId }), staleTime: report.state === "ended" ? Infinity : 0 });
  return (
    <div className={styles.screen}>
      <Header report={report} timeZone={timeZone} isSignedIn={isSignedIn}>
        {(report.me.role === "interviewer" || report.sheet !== null) && (
          <Link className="btn sm ghost" href={reportHref(roomId)}>
            Report
          </Link>
        )}
        {found.data !== undefined && (
          <button type="button" className="btn sm" onClick={() => downloadReplay(found.data)}>
            <Download className="ico s" aria-hidden="true" />
            Export
          </button>
        )}
      </Header>
      <Body report={report} replay={found.data} problem={found.error === null ? null : wordsOf(found.error)} startMs={startMs} />
    </div>
  );
}

function Body({ report, replay, problem, startMs }: { report: ReportView; replay: ReplayView | undefined; problem: string | null; startMs: number }) {
  if (problem !== null) {
    return (
      <main id="main" className={styles.alone}>
        <p className="note bad" role="alert">
          {problem}
        </p>
      </main>
    );
  }
  if (replay === undefined) {
    return (
      <main id="main" className={styles.alone}>
        <p className="hint" role="status">
          Reading the record of this room
        </p>
      </main>
    );
  }
  if (replay.events.length === 0) {
    return (
      <main id="main" className={styles.alone}>
        <p className="note">Nothing has happened in this room, so there is nothing to replay.</p>
      </main>
    );
  }
  return <Replay report={report} replay={replay} startMs={startMs} />;
}

function Header({ report: { title, startedAt, people }, timeZone, isSignedIn, children }: Pick<ReplayPageProps, "report" | "timeZone" | "isSignedIn"> & { children: ReactNode }) {
  const namesOf = (role: "candidate" | "interviewer") => listed(people.filter((person) => person.role === role).map(({ name }) => name));
  return (
    <header className={styles.top}>
      <Link className={styles.mark} href={isSignedIn ? "/today" : "/"} aria-label={isSignedIn ? "Quorum, Today" : "Quorum"}>
        <BrandMark />
      </Link>
      {isSignedIn && (
        <nav className={`crumb ${styles.crumb}`} aria-label="Where you are">
          <Link href="/interviews">Interviews</Link>
          <ChevronRight className="ico s" aria-hidden="true" />
        </nav>
      )}
      <h1>{title}</h1>
      {startedAt !== null && <span className={`badge ${styles.wide}`}>{dayOf(startedAt, timeZone)}</span>}
      <span className={`hint ${styles.wide} ${styles.who}`}>
        {namesOf("candidate") || "No candidate"}, with {namesOf("interviewer")}
      </span>
      <span className="grow" />
      <span className="flex flex-none gap-2">{children}</span>
    </header>
  );
}
