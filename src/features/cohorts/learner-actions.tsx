"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Dialog } from "@/ui/dialog";
import { Outcome } from "@/ui/form-parts";
import { useTRPC, wordsOf } from "../trpc";
import { learnersHref } from "./addresses";
import styles from "./cohorts.module.css";

interface LearnerActionsProps {
  cohortId: string;
  learnerId: string;
  /** As it is shown */
  name: string;
  /** Null while names are hidden */
  email: string | null;
  finished: boolean;
}

/** What an instructor can do about a learner. */
export function LearnerActions({ cohortId, learnerId, name, email, finished }: LearnerActionsProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [isRemoving, setRemoving] = useState(false);
  const set = useMutation(trpc.cohorts.setFinished.mutationOptions({ onSuccess: () => router.refresh() }));
  const remove = useMutation(
    trpc.cohorts.removeMember.mutationOptions({
      onSuccess: () => {
        router.push(learnersHref(cohortId));
        router.refresh();
      },
    }),
  );
  return (
    <div className={styles.actions}>
      {email !== null && (
        <a className="btn sm" href={`mailto:${email}`}>
          Write
        </a>
      )}
      <button
        type="button"
        className="btn sm"
        aria-pressed={finished}
        title="Who has finished is flagged no more."
        aria-disabled={set.isPending}
        onClick={() => !set.isPending && set.mutate({ cohortId, learnerId, finished: !finished })}
      >
        {finished ? "Not finished after all" : "Has finished"}
      </button>
      <button type="button" className="btn sm ghost" onClick={() => setRemoving(true)}>
        Remove
      </button>
      <Outcome problem={set.isError ? wordsOf(set.error) : null} />
      <Dialog title={`Remove ${name}`} open={isRemoving} onClose={() => setRemoving(false)}>
        <div className="grid gap-4">
          <p className="text-ink-2">You no longer see their work. What they have recorded stays theirs, and with a valid code they can join again.</p>
          <Outcome problem={remove.isError ? wordsOf(remove.error) : null} />
          <div className="flex flex-wrap gap-2">
            <button type="button" className="btn pri" aria-disabled={remove.isPending} onClick={() => !remove.isPending && remove.mutate({ cohortId, learnerId })}>
              Remove from the cohort
            </button>
            <button type="button" className="btn" onClick={() => setRemoving(false)}>
              Keep
            </button>
          </div>
        </div>
      </Dialog>
    </div>
  );
}
