"use client";

import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { PASSWORD_LENGTH_MIN } from "@/contracts/accounts/limits";
import { useTRPC, wordsOf } from "../trpc";
import { signInWithPassword } from "./auth-endpoints";
import { newPasswordFault } from "./check-typed";
import { focusFirstFault, Outcome, TextField } from "@/ui/form-parts";

/** Sets a new password with a one-time link, then walks in with it. */
export function ResetForm({ token, email }: { token: string; email: string }) {
  const trpc = useTRPC();
  const [password, setPassword] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);
  const reset = useMutation(
    trpc.accounts.resetPassword.mutationOptions({
      onSuccess: async () => {
        setLeaving(true);
        const signedIn = await signInWithPassword(email, password, "/today");
        window.location.assign(signedIn.ok ? signedIn.url : "/sign-in");
      },
    }),
  );
  const busy = reset.isPending || leaving;

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = newPasswordFault(password, email);
    setFault(found);
    if (found !== null) return focusFirstFault(event.currentTarget);
    if (!busy) reset.mutate({ token, password });
  };

  return (
    <form className="grid gap-3.5" method="post" noValidate onSubmit={submit}>
      <p className="text-ink-2">
        For the account <b className="font-medium text-ink">{email}</b>. It is then signed out in every other browser.
      </p>
      <Outcome problem={reset.isError ? wordsOf(reset.error) : null} />
      {/* Tells the password manager whose password this is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <TextField
        label="New password"
        name="password"
        type="password"
        autoComplete="new-password"
        autoFocus
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        hint={`At least ${PASSWORD_LENGTH_MIN} characters. Four words are easy to keep.`}
        problem={fault}
      />
      <button type="submit" className="btn pri lg" aria-disabled={busy}>
        {busy ? "One moment" : "Set the password and sign in"}
      </button>
    </form>
  );
}
