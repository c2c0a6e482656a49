"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { PASSWORD_LENGTH_MIN } from "@/contracts/accounts/limits";
import { useTRPC, wordsOf } from "../trpc";
import { newPasswordFault, passwordFault } from "./check-typed";
import { focusFirstFault, Outcome, TextField } from "@/ui/form-parts";

interface PasswordFormProps {
  email: string;
  /** False for an account that came through a provider or a link. */
  hasPassword: boolean;
}

/** Changes the password, or sets the first one. Other browsers are signed out. */
export function PasswordForm({ email, hasPassword }: PasswordFormProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [faults, setFaults] = useState<{ current: string | null; next: string | null }>({ current: null, next: null });
  const change = useMutation(
    trpc.accounts.changePassword.mutationOptions({
      onSuccess: () => {
        setCurrent("");
        setNext("");
        router.refresh();
      },
    }),
  );

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = { current: hasPassword ? passwordFault(current) : null, next: newPasswordFault(next, email) };
    setFaults(found);
    if (found.current ?? found.next) return focusFirstFault(event.currentTarget);
    if (!change.isPending) change.mutate({ current: hasPassword ? current : null, next });
  };

  return (
    <form className="grid gap-4" method="post" noValidate onSubmit={submit}>
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      {hasPassword && (
        <TextField
          label="Current password"
          name="current"
          type="password"
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          problem={faults.current}
        />
      )}
      <TextField
        label={hasPassword ? "New password" : "Password"}
        name="next"
        type="password"
        autoComplete="new-password"
        value={next}
        onChange={(event) => setNext(event.target.value)}
        hint={`At least ${PASSWORD_LENGTH_MIN} characters. Four words are easy to keep.`}
        problem={faults.next}
      />
      <div className="flex flex-wrap items-center gap-3">
        <button type="submit" className="btn pri" aria-disabled={change.isPending}>
          {change.isPending ? "One moment" : "Set the password"}
        </button>
        <Outcome problem={change.isError ? wordsOf(change.error) : null} done={change.isSuccess && "Set. Every other browser was signed out."} />
      </div>
    </form>
  );
}
