"use client";

import { useMutation } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useTransition } from "react";
import type { ReviewEventInput } from "@/contracts/review/review";
import { useHotkeys } from "@/ui/hotkeys";
import { Kbd } from "@/ui/kbd";
import { useTRPC, wordsOf } from "../../trpc";

/** Takes a card out of the queue, or puts it back. */
export function SuspendButton({ cardId, suspended }: { cardId: string; suspended: boolean }) {
  const trpc = useTRPC();
  const router = useRouter();
  // The button waits until the page shows the new state: a second press would say the same again.
  const [isRefreshing, refresh] = useTransition();
  // Kept until the server has it: pressing again after a lost answer must not count twice.
  const unsent = useRef<ReviewEventInput | null>(null);
  const record = useMutation(
    trpc.review.record.mutationOptions({
      onSuccess: () => {
        unsent.current = null;
        refresh(() => router.refresh());
      },
    }),
  );
  const press = () => {
    const kind = suspended ? "resumed" : "suspended";
    const event: ReviewEventInput = unsent.current?.kind === kind ? unsent.current : { kind, id: crypto.randomUUID(), cardId, at: Date.now() };
    unsent.current = event;
    record.mutate({ events: [event] });
  };
  const isBusy = record.isPending || isRefreshing;
  useHotkeys({ s: press }, !isBusy);
  const refused = record.data?.recorded[0]?.outcome === "refused" ? record.data.recorded[0].reason : null;
  return (
    <>
      <button type="button" className="btn" onClick={press} disabled={isBusy} aria-keyshortcuts="S">
        {suspended ? <Play className="ico s" aria-hidden="true" /> : <Pause className="ico s" aria-hidden="true" />}
        {suspended ? "Resume" : "Suspend"} <Kbd>S</Kbd>
      </button>
      <span role="status" className="hint bad">
        {record.isPaused ? "You are offline. This is sent as soon as you are back." : record.isError ? wordsOf(record.error) : refused}
      </span>
    </>
  );
}
