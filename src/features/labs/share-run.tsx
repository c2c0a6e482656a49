"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Share2, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Dialog } from "@/ui/dialog";
import { isRefusal, useTRPC, wordsOf } from "../trpc";
import { CopyLink } from "./copy-link";

interface ShareRunProps {
  runId: string;
  /** As the server told it with the page */
  shared: boolean;
}

const UNSURE = "The server cannot be reached, so it is not known whether anything has changed. Try again.";
const VISIBLE = "Everybody with an account here who has the link sees this program and its recorded runs, under your name.";
const KEPT = "Your e-mail address, your draft and your other runs stay yours alone.";

/** Whether others may read one's own run: says what they will see, shares it, and takes that back. */
export function ShareRun({ runId, shared: atFirst }: ShareRunProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const sharing = useMutation({
    ...trpc.labs.shareRun.mutationOptions(),
    networkMode: "always",
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: trpc.labs.runs.queryKey() });
      // The run's other pages tell it too, and may have been opened before.
      router.refresh();
    },
  });
  const shared = sharing.data?.shared ?? atFirst;
  const ask = (next: boolean) => {
    if (!sharing.isPending) sharing.mutate({ runId, shared: next });
  };
  const close = () => {
    setOpen(false);
    if (sharing.isError) sharing.reset();
  };
  return (
    <>
      <button type="button" className="btn sm ghost" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {shared ? <Users className="ico s" aria-hidden="true" /> : <Share2 className="ico s" aria-hidden="true" />}
        {shared ? "Shared" : "Share"}
      </button>
      <Dialog title="Share this run" open={isOpen} onClose={close}>
        <div className="grid gap-3 text-[13px] leading-normal">
          <p role="status">
            <b className="font-medium">{shared ? "It is shared." : "Only you can open it now."}</b> {shared ? VISIBLE : `Once it is shared: ${lowerFirst(VISIBLE)}`}
          </p>
          <p className="text-ink-2">
            {KEPT} {shared ? "What somebody has read stays read when you stop sharing." : "You can stop sharing at any time."}
          </p>
          {sharing.error !== null && (
            <p className="note bad" role="alert">
              <span>{isRefusal(sharing.error) ? wordsOf(sharing.error) : UNSURE}</span>
            </p>
          )}
          {/* Whoever presses twice in one place shares once: what comes in the button's place does something else. */}
          <div className="flex flex-wrap gap-2">
            {shared ? (
              <>
                <CopyLink className="btn pri" autoFocus key="copy" />
                <button type="button" className="btn danger" key="stop" onClick={() => ask(false)} aria-disabled={sharing.isPending}>
                  Stop sharing
                </button>
              </>
            ) : (
              <button type="button" className="btn pri" key="share" autoFocus onClick={() => ask(true)} aria-disabled={sharing.isPending}>
                Share this run
              </button>
            )}
            <button type="button" className="btn" onClick={close}>
              Close
            </button>
          </div>
        </div>
      </Dialog>
    </>
  );
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
