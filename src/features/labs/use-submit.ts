"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { RunListItem } from "@/contracts/labs/labs";
import { newId } from "@/ui/new-id";
import { useTRPC, wordsOf } from "../trpc";
import type { Unreadable } from "./use-browser-run";

interface SubmitTo {
  onAccepted: (run: RunListItem) => void;
  onUnreadable: (problems: readonly Unreadable[]) => void;
}

/** Hands the text to the judge. Sent again because no answer came, it goes under the same id and counts once. */
export function useSubmit(labId: string, { onAccepted, onUnreadable }: SubmitTo) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const unanswered = useRef<{ runId: string; program: string; allSeeds: boolean } | null>(null);
  // "always": without a network the submission fails at once and says so, instead of waiting unseen.
  const sending = useMutation({
    ...trpc.labs.submitRun.mutationOptions(),
    networkMode: "always",
    onSuccess: (output) => {
      unanswered.current = null;
      if (output.outcome === "unreadable") return onUnreadable(output.problems);
      onAccepted(output.run);
      void queries.invalidateQueries({ queryKey: trpc.labs.runs.queryKey() });
    },
  });
  const submit = (program: string, { allSeeds }: { allSeeds: boolean }) => {
    const before = unanswered.current;
    const again = before?.program === program && before.allSeeds === allSeeds ? before : { runId: newId(), program, allSeeds };
    unanswered.current = again;
    sending.mutate({ ...again, labId });
  };
  return { submit, isSending: sending.isPending, problem: sending.error === null ? null : wordsOf(sending.error), reset: sending.reset };
}
