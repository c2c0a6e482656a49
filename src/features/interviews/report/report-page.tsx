"use client";

import { ChevronRight, Printer } from "lucide-react";
import Link from "next/link";
import type { ReportView } from "@/contracts/interviews/report";
import { BrandMark } from "@/ui/brand";
import { listed } from "@/ui/words";
import { replayHref, roomHref } from "../addresses";
import { dayOf } from "../words";
import { ReportBody } from "./report-body";
import { ReportEditor } from "./report-editor";
import styles from "./report.module.css";

interface ReportPageProps {
  report: ReportView;
  timeZone: string | null;
  isSignedIn: boolean;
}

/** What came of an interview: written by the staff, and read by the candidate once it is shared. */
export function ReportPage({ report, timeZone, isSignedIn }: ReportPageProps) {
  const { roomId, title, level, minutes, startedAt, people, me, sheet, sharedAt, state } = report;
  const namesOf = (role: "candidate" | "interviewer") => listed(people.filter((person) => person.role === role).map(({ name }) => name));
  return (
    <div className={styles.screen}>
      <header className={styles.top}>
        <Link className={styles.mark} href={isSignedIn ? "/today" : "/"} aria-label={isSignedIn ? "Quorum, Today" : "Quorum"}>
          <BrandMark />
        </Link>
        {isSignedIn && (
          <nav className="crumb" aria-label="Where you are">
            <Link href="/interviews">Interviews</Link>
            <ChevronRight className="ico s" aria-hidden="true" />
          </nav>
        )}
        <span className="grow" />
        <span className="flex flex-none gap-2">
          {me.role === "interviewer" && (
            <Link className="btn sm ghost" href={roomHref(roomId)}>
              To the room
            </Link>
          )}
          <button type="button" className="btn sm ghost" onClick={() => window.print()}>
            <Printer className="ico s" aria-hidden="true" />
            Print
          </button>
          <Link className="btn sm" href={replayHref(roomId)}>
            Replay
          </Link>
        </span>
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        <h1>{title}</h1>
        <p className="mt-2 text-ink-2">
          {level}, {minutes} min{startedAt !== null && `, ${dayOf(startedAt, timeZone)}`}. {namesOf("candidate") || "No candidate"}, with {namesOf("interviewer")}.
        </p>
        {state !== "ended" && <p className="note mt-5">The interview has not ended. What stands here may change.</p>}
        {sheet === null ? (
          <p className="note mt-5">{me.role === "candidate" ? "The interviewer has not shared a report yet. It will stand here." : "The report is for the candidate and the interviewers. The replay shows what you could see in the room."}</p>
        ) : (
          <>
            {me.role === "interviewer" && sharedAt === null && <ReportEditor report={report} sheet={sheet} />}
            <ReportBody report={report} sheet={sheet} timeZone={timeZone} />
          </>
        )}
      </main>
    </div>
  );
}
