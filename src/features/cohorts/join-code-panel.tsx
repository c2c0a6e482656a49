"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { CohortSummary } from "@/contracts/cohorts/cohorts";
import { Outcome } from "@/ui/form-parts";
import { useTRPC, wordsOf } from "../trpc";
import { joinHref } from "./addresses";
import styles from "./cohorts.module.css";

const COPIED_MS = 2_000;

/** The code that lets learners in, as a link to send and as signs to read out; how long it lasts, and its end. */
export function JoinCodePanel({ cohort: { id: cohortId, code, archivedAt }, until }: { cohort: CohortSummary; until: string | null }) {
  const trpc = useTRPC();
  const router = useRouter();
  const onSuccess = () => router.refresh();
  const renew = useMutation(trpc.cohorts.renewCode.mutationOptions({ onSuccess }));
  const end = useMutation(trpc.cohorts.expireCode.mutationOptions({ onSuccess }));
  const error = renew.error ?? end.error;
  return (
    <section className={styles.panel} aria-labelledby="join-code">
      <h2 id="join-code">Join code</h2>
      {code === null ? (
        <p className="text-[13px] text-ink-2">{archivedAt === null ? "No code is valid now: nobody can join." : "The cohort is archived: nobody can join. Take it up again first."}</p>
      ) : (
        <>
          <p className={styles.code}>{code.spelt}</p>
          <p className="hint">
            Valid until {until}. Who joins is told before what you will see, and can leave at any time.
          </p>
        </>
      )}
      {archivedAt === null && (
        <div className={styles.actions}>
          {code !== null && <CopyLink path={joinHref(code.spelt)} />}
          <button type="button" className="btn" aria-disabled={renew.isPending} onClick={() => !renew.isPending && renew.mutate({ cohortId })}>
            {code === null ? "Make a code" : "Replace it"}
          </button>
          {code !== null && (
            <button type="button" className="btn" aria-disabled={end.isPending} onClick={() => !end.isPending && end.mutate({ cohortId })}>
              End it now
            </button>
          )}
        </div>
      )}
      <Outcome problem={error === null ? null : wordsOf(error)} />
    </section>
  );
}

function CopyLink({ path }: { path: string }) {
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), COPIED_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const said = outcome === "copied" ? "Link copied" : "It could not be copied: read the code out";
  const copy = () => navigator.clipboard.writeText(new URL(path, location.href).href).then(() => setOutcome("copied"), () => setOutcome("failed"));
  return (
    <>
      <button type="button" className="btn" onClick={copy}>
        {outcome === null ? "Copy the link" : said}
      </button>
      <span className="sr" role="status">
        {outcome !== null && said}
      </span>
    </>
  );
}
