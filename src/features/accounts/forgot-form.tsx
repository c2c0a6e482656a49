"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { type SubmitEvent, useState } from "react";
import { useTRPC, wordsOf } from "../trpc";
import { emailFault } from "./check-typed";
import { focusFirstFault, Outcome, TextField } from "@/ui/form-parts";

/** Asks for a reset link by mail. The answer is the same whether there is such an account or not. */
export function ForgotForm() {
  const trpc = useTRPC();
  const [email, setEmail] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const request = useMutation(trpc.accounts.requestReset.mutationOptions());

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = emailFault(email);
    setFault(found);
    if (found !== null) return focusFirstFault(event.currentTarget);
    if (!request.isPending) request.mutate({ email: email.trim() });
  };

  return (
    <form className="grid gap-3.5" method="post" noValidate onSubmit={submit}>
      <Outcome
        problem={request.isError ? wordsOf(request.error) : null}
        done={request.isSuccess && `If ${request.variables.email} has an account, a link is on its way there. It works once, within 24 hours.`}
      />
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        autoFocus
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        hint="We send a link that sets a new password."
        problem={fault}
      />
      <button type="submit" className="btn pri lg" aria-disabled={request.isPending}>
        {request.isPending ? "One moment" : "Send the link"}
      </button>
      <p className="text-[13px]">
        <Link className="link pointer-coarse:inline-block pointer-coarse:py-3.5" href="/sign-in">
          Back to sign in
        </Link>
      </p>
    </form>
  );
}
