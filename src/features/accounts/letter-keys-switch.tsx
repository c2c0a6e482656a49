"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useTRPC, wordsOf } from "../trpc";
import { Outcome } from "@/ui/form-parts";

/** Single letters and digits as shortcuts: on or off (WCAG 2.1.4). */
export function LetterKeysSwitch({ letterKeys: saved }: { letterKeys: boolean }) {
  const trpc = useTRPC();
  const router = useRouter();
  const hint = useId();
  const [on, setOn] = useState(saved);
  const update = useMutation(
    trpc.accounts.updateKeys.mutationOptions({ onSuccess: () => router.refresh(), onError: () => setOn(saved) }),
  );
  return (
    <>
      <label className="flex cursor-pointer items-center gap-3 text-[14px] font-medium pointer-coarse:min-h-11">
        <input
          type="checkbox"
          role="switch"
          aria-describedby={hint}
          className="peer sr"
          checked={on}
          onChange={(event) => {
            setOn(event.target.checked);
            update.mutate({ letterKeys: event.target.checked });
          }}
        />
        <span
          aria-hidden="true"
          className="relative h-5 w-9 flex-none rounded-full border border-control bg-surface after:absolute after:top-[2px] after:left-[2px] after:size-3.5 after:rounded-full after:bg-control after:transition-transform peer-checked:border-primary peer-checked:bg-primary peer-checked:after:translate-x-4 peer-checked:after:bg-primary-ink peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent"
        />
        Single letters and digits are shortcuts
      </label>
      <p className="hint" id={hint}>
        Switch them off if you speak to your computer or press keys by accident. Keys with Ctrl work in any case, and everything has a button.
      </p>
      <Outcome problem={update.isError ? `${wordsOf(update.error)} The keys are as they were.` : null} />
    </>
  );
}
