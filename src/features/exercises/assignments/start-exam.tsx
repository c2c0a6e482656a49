"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Dialog } from "@/ui/dialog";
import { Outcome } from "@/ui/form-parts";
import { useTRPC, wordsOf } from "../../trpc";
import { examHref } from "./addresses";

/** Asks once more before the clock begins: it cannot be stopped. */
export function StartExam({ assignmentId }: { assignmentId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const start = useMutation(trpc.exercises.assignments.start.mutationOptions({ onSuccess: () => router.push(examHref(assignmentId)) }));
  return (
    <div className="mt-5">
      <button type="button" className="btn pri lg" onClick={() => setOpen(true)}>
        Start the exam
      </button>
      <Dialog title="Start the exam" open={open} onClose={() => setOpen(false)}>
        <div className="grid gap-4">
          <p className="text-ink-2">Your time begins now and runs on, also if you close the page. Each answer is saved as you make it; on another device you go on where you were.</p>
          <Outcome problem={start.isError ? wordsOf(start.error) : null} />
          <div className="flex flex-wrap gap-2">
            <button type="button" className="btn pri" aria-disabled={start.isPending} onClick={() => !start.isPending && start.mutate({ assignmentId })}>
              Start now
            </button>
            <button type="button" className="btn" onClick={() => setOpen(false)}>
              Not yet
            </button>
          </div>
        </div>
      </Dialog>
    </div>
  );
}
