"use client";

import { useMutation } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type AuthorReport, ItemKind, type ListReportsInput, REPLY_MAX, ReportState } from "@/contracts/authoring/reports";
import { Field, Outcome } from "@/ui/form-parts";
import { Prose } from "@/ui/prose";
import { counted } from "@/ui/words";
import { KIND_WORDS, REASON_WORDS } from "../report-item";
import { useTRPC, wordsOf } from "../trpc";
import { STATE_WORDS, TODAY_WORDS } from "./report-words";
import styles from "./reports.module.css";

/** A report with the words for its time, made on the server so that both sides write the same. */
export type DatedReport = AuthorReport & { when: string };

interface ReportsPageProps {
  filter: ListReportsInput;
  reports: readonly DatedReport[];
  open: number;
}

/** What learners say is wrong, the last first, each with the item as it was. */
export function ReportsPage({ filter, reports, open }: ReportsPageProps) {
  return (
    <div className="wrap">
      <nav className="crumb" aria-label="Where you are">
        <Link href="/preview">Preview</Link>
        <ChevronRight className="ico s" aria-hidden="true" />
        <b>Reports</b>
      </nav>
      <h1 className="mt-[18px]">Reports</h1>
      <p className="mt-2 text-ink-2 num">{open === 0 ? "No report is open." : `${counted(open, "report")} open.`}</p>
      <Filters filter={filter} />
      {reports.length === 0 ? (
        <p className="note">No report fits these filters.</p>
      ) : (
        <ul className={styles.reports}>
          {reports.map((report) => (
            <li key={report.id}>
              <Report report={report} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A plain form: what is asked stands in the address. */
function Filters({ filter: { state, kind, item } }: { filter: ListReportsInput }) {
  return (
    <form className={styles.filters} action="/preview/reports">
      <label className="field">
        <span className="label">State</span>
        <select className="input" name="state" defaultValue={state ?? ""}>
          <option value="">all</option>
          {ReportState.options.map((each) => (
            <option key={each} value={each}>
              {STATE_WORDS[each]}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="label">Kind</span>
        <select className="input" name="kind" defaultValue={kind ?? ""}>
          <option value="">all</option>
          {ItemKind.options.map((each) => (
            <option key={each} value={each}>
              {KIND_WORDS[each]}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="label">Item</span>
        <input className="input" name="item" defaultValue={item ?? ""} placeholder="part of its id" />
      </label>
      <button type="submit" className="btn">
        Filter
      </button>
    </form>
  );
}

function Report({ report }: { report: DatedReport }) {
  const { kind, itemId, title, reason, words, when, state, reporter, today, snapshot, variant, file } = report;
  return (
    <article>
      <h2>{title}</h2>
      <p className={styles.facts}>
        <span className="badge">{STATE_WORDS[state]}</span> {REASON_WORDS[reason]} · {KIND_WORDS[kind]} <span className="mono">{itemId}</span>, {TODAY_WORDS[today]} · {reporter}, {when}
      </p>
      {words !== "" && <p className={styles.words}>{words}</p>}
      {file !== null && (
        <p className="mt-2">
          <Link className="link" href={`/preview/${file}`} prefetch={false}>
            See it in its file
          </Link>
        </p>
      )}
      <details>
        <summary>The {KIND_WORDS[kind]} as it was</summary>
        {variant !== null && (
          <div className="mt-2">
            <p>
              Variant of the seed <span className="mono">{variant.seed}</span>
              {variant.promptHtml === null && ", whose question was rewritten since"}
            </p>
            {variant.promptHtml !== null && <Prose html={variant.promptHtml} />}
          </div>
        )}
        <dl className={styles.snapshot}>
          {snapshot.map(({ path, text }) => (
            <div key={path}>
              <dt className="mono">{path}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </details>
      <Settle report={report} />
    </article>
  );
}

function Settle({ report: { id, state, reply: given } }: { report: DatedReport }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [reply, setReply] = useState(given ?? "");
  const settle = useMutation(trpc.authoring.reports.settle.mutationOptions({ onSuccess: () => router.refresh() }));
  const to = (next: ReportState) => !settle.isPending && settle.mutate({ reportId: id, state: next, reply });
  return (
    <form
      className={styles.settle}
      onSubmit={(event) => {
        event.preventDefault();
        to("answered");
      }}
    >
      <Field label="Your answer" hint="The reporter reads it.">
        {(wiring) => <textarea {...wiring} maxLength={REPLY_MAX} value={reply} onChange={(event) => setReply(event.target.value)} />}
      </Field>
      <Outcome problem={settle.isError ? wordsOf(settle.error) : null} done={settle.isSuccess ? "Saved" : undefined} />
      <div className={styles.actions}>
        <button type="submit" className="btn pri" disabled={reply.trim() === ""}>
          Answer
        </button>
        {state !== "closed" && (
          <button type="button" className="btn" onClick={() => to("closed")}>
            Close
          </button>
        )}
        {state !== "open" && (
          <button type="button" className="btn" onClick={() => to("open")}>
            Open again
          </button>
        )}
      </div>
    </form>
  );
}
