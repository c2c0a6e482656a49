"use client";

import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import Link from "next/link";
import { type KeyboardEvent, useRef } from "react";
import type { RunListItem } from "@/contracts/labs/labs";
import { VerdictMark } from "@/ui/verdict";
import { useTRPC } from "../trpc";
import { runHref } from "./addresses";
import { runWords, VERDICT_KINDS } from "./words";
import styles from "./workspace.module.css";

/** One's own runs of a lab, newest first, as links to their pages. */
export function RunsMenu({ labId, initial, timeZone }: { labId: string; initial: RunListItem[]; timeZone: string }) {
  const trpc = useTRPC();
  const menu = useRef<HTMLDetailsElement>(null);
  const { data } = useQuery({ ...trpc.labs.runs.queryOptions({ labId }), initialData: { runs: initial } });
  const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || menu.current === null || !menu.current.open) return;
    event.preventDefault();
    menu.current.open = false;
    menu.current.querySelector("summary")?.focus();
  };
  return (
    <details className={styles.runs} ref={menu} onKeyDown={onKeyDown}>
      <summary className="btn ghost sm">
        <History className="ico s" aria-hidden="true" />
        Runs
      </summary>
      <div className={styles.menu}>
        {data.runs.length === 0 && <p className="hint">Nothing submitted yet. What you submit is listed here.</p>}
        <ul>
          {data.runs.map((run) => (
            <li key={run.runId}>
              <Link href={runHref(labId, run.runId)} prefetch={false}>
                <span className={`v ${run.verdict === null ? "running" : VERDICT_KINDS[run.verdict]}`}>
                  <VerdictMark kind={run.verdict === null ? "running" : VERDICT_KINDS[run.verdict]} />
                </span>
                <span className="num">
                  <b>Run {run.number}</b> · {runWords(run)}
                  <small>
                    {when.format(run.submittedAt)}
                    {run.shared && " · shared"}
                    {!run.current && " · of an earlier version of this lab"}
                  </small>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
