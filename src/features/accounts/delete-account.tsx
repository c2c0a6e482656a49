"use client";

import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Dialog } from "@/ui/dialog";
import { useTRPC, wordsOf } from "../trpc";
import { focusFirstFault, Outcome, TextField } from "@/ui/form-parts";

interface DeleteAccountProps {
  email: string;
  hasPassword: boolean;
}

/** The one thing here that cannot be undone, so it asks once more. */
export function DeleteAccount({ email, hasPassword }: DeleteAccountProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="btn danger w-fit" onClick={() => setOpen(true)}>
        Delete this account
      </button>
      <Dialog title="Delete this account" open={open} onClose={() => setOpen(false)}>
        <DeleteForm email={email} hasPassword={hasPassword} onKeep={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function DeleteForm({ email, hasPassword, onKeep }: DeleteAccountProps & { onKeep: () => void }) {
  const trpc = useTRPC();
  const [proof, setProof] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const remove = useMutation(trpc.accounts.deleteAccount.mutationOptions({ onSuccess: () => window.location.assign("/") }));

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = proof === "" ? (hasPassword ? "Type your password." : "Type your e-mail.") : null;
    setFault(found);
    if (found !== null) return focusFirstFault(event.currentTarget);
    if (!remove.isPending) remove.mutate({ proof });
  };

  return (
    <form className="grid gap-4" method="post" noValidate onSubmit={submit}>
      <p className="text-ink-2">
        The account {email} goes for ever, with every answer, interval and exercise that was recorded for it. Nobody can bring it back.
      </p>
      <TextField
        label={hasPassword ? "Your password" : "Your e-mail"}
        name="proof"
        type={hasPassword ? "password" : "email"}
        autoComplete={hasPassword ? "current-password" : "off"}
        autoFocus
        value={proof}
        onChange={(event) => setProof(event.target.value)}
        hint="So that nobody deletes it by a slip."
        problem={fault}
      />
      <Outcome problem={remove.isError ? wordsOf(remove.error) : null} />
      <div className="flex flex-wrap gap-2">
        <button type="submit" className="btn danger" aria-disabled={remove.isPending}>
          Delete for ever
        </button>
        <button type="button" className="btn" onClick={onKeep}>
          Keep it
        </button>
      </div>
    </form>
  );
}
