"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Dialog } from "@/ui/dialog";
import { Outcome } from "@/ui/form-parts";
import { useTRPC, wordsOf } from "../../trpc";
import styles from "./assignments.module.css";

/** Takes an assignment back; what was answered stays here. */
export function Withdraw({ cohortId, assignmentId }: { cohortId: string; assignmentId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const withdraw = useMutation(
    trpc.cohorts.assignments.withdraw.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        router.refresh();
      },
    }),
  );
  return (
    <section className={styles.panel} aria-labelledby="withdraw">
      <h2 id="withdraw">Withdraw</h2>
      <p className="hint">Learners no longer see it. Their answers stay here, and cannot be added to.</p>
      <button type="button" className="btn w-fit" onClick={() => setOpen(true)}>
        Withdraw it
      </button>
      <Dialog title="Withdraw this assignment" open={open} onClose={() => setOpen(false)}>
        <div className="grid gap-4">
          <p className="text-ink-2">It cannot be given again. An exam that runs ends for its learners: what they saved is graded when their time is over.</p>
          <Outcome problem={withdraw.isError ? wordsOf(withdraw.error) : null} />
          <div className="flex flex-wrap gap-2">
            <button type="button" className="btn pri" aria-disabled={withdraw.isPending} onClick={() => !withdraw.isPending && withdraw.mutate({ cohortId, assignmentId })}>
              Withdraw
            </button>
            <button type="button" className="btn" onClick={() => setOpen(false)}>
              Keep it
            </button>
          </div>
        </div>
      </Dialog>
    </section>
  );
}
