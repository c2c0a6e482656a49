import { CreditCard, Lightbulb } from "lucide-react";
import Link from "next/link";
import type { ReportView, Sheet } from "@/contracts/interviews/report";
import { Prose } from "@/ui/prose";
import { counted, listed } from "@/ui/words";
import { replayHref } from "../addresses";
import { clockWords, momentWords } from "../words";
import { sheetWords } from "./report-words";
import { SheetLines } from "./sheet-lines";
import styles from "./report.module.css";

interface ReportBodyProps {
  report: ReportView;
  sheet: Sheet;
  timeZone: string | null;
}

/** The report as the candidate reads it. */
export function ReportBody({ report, sheet, timeZone }: ReportBodyProps) {
  const { roomId, me, sharedAt, people } = report;
  const isCandidate = me.role === "candidate";
  const staff = listed(people.filter(({ role }) => role === "interviewer").map(({ name }) => name));
  return (
    <article aria-label={sharedAt === null ? "Preview of the report" : "Report"}>
      {sharedAt !== null && <p className="hint mt-5">Shared with the candidate {momentWords(sharedAt, timeZone)}.</p>}
      {(sheet.keep !== "" || sheet.change !== "") && (
        <section className={styles.part}>
          <h2>{isCandidate ? `What ${staff} wrote` : "For the candidate"}</h2>
          <div className={styles.words}>
            {sheet.keep !== "" && (
              <p>
                <b>Keep.</b> {sheet.keep}
              </p>
            )}
            {sheet.change !== "" && (
              <p>
                <b>Change.</b> {sheet.change}
              </p>
            )}
          </div>
        </section>
      )}
      <section className={styles.part}>
        <h2>Rubric</h2>
        <p className="num mb-3 text-[13px] text-ink-2">{sheetWords(sheet.lines)}</p>
        <SheetLines roomId={roomId} lines={sheet.lines} />
      </section>
      <WhatNow report={report} sheet={sheet} />
      <Told report={report} />
    </article>
  );
}

/** What the low lines do to the candidate's cards. */
function WhatNow({ report: { me, sharedAt, brought, candidateStudies }, sheet: { concepts } }: { report: ReportView; sheet: Sheet }) {
  const cards = concepts.reduce((sum, concept) => sum + concept.cards, 0);
  const names = listed(concepts.map(({ title }) => title));
  if (me.role === "candidate") {
    return (
      <section className={styles.part}>
        <h2>What happens now</h2>
        {brought.length === 0 ? (
          <p className="text-[13px] text-ink-2">{concepts.length === 0 ? "No line is low, so no cards were moved." : `No cards were moved. The low lines are about ${names}.`}</p>
        ) : (
          <>
            <p className={styles.now}>
              <CreditCard className="ico s" aria-hidden="true" />
              {counted(brought.length, "card")} of the low lines {brought.length === 1 ? "is" : "are"} due today:
            </p>
            <ul className={styles.cards}>
              {brought.map(({ cardId, frontHtml, concept }) => (
                <li key={cardId}>
                  <Prose html={frontHtml} inline /> <small>{concept.title}</small>
                </li>
              ))}
            </ul>
            <p className="mt-3 print:hidden">
              <Link className="btn pri" href="/review">
                Review them
              </Link>
            </p>
          </>
        )}
      </section>
    );
  }
  return (
    <section className={styles.part}>
      <h2>What happens {sharedAt === null ? "when it is shared" : "now"}</h2>
      <p className="text-[13px] leading-normal text-ink-2">
        {concepts.length === 0
          ? "No line stands at level 2 or below, so no cards are moved."
          : candidateStudies
            ? `Up to ${counted(cards, "card")} of the candidate ${sharedAt === null ? "come" : "came"} forward: ${names}.`
            : `The low lines are about ${names}. The candidate is a guest, so no cards are moved.`}
      </p>
    </section>
  );
}

function Told({ report: { roomId, told } }: { report: ReportView }) {
  if (told.length === 0) return null;
  return (
    <section className={styles.part}>
      <h2>Told in the interview</h2>
      <ul className={styles.told}>
        {told.map(({ kind, text, atMs }) => (
          <li key={`${kind} ${atMs} ${text}`}>
            <Link className="link num" href={replayHref(roomId, atMs)}>
              <span className="sr">Replay at </span>
              {clockWords(atMs)}
            </Link>
            <span>
              <span className="muted">
                {kind === "hint" && <Lightbulb className="ico s inline" aria-hidden="true" />} {kind}
              </span>{" "}
              {text}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
