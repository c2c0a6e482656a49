"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { type SubmitEvent, useState } from "react";
import { PASSWORD_LENGTH_MIN } from "@/contracts/accounts/limits";
import { useTRPC, wordsOf } from "../trpc";
import { signInWithPassword } from "./auth-endpoints";
import { emailFault, nameFault, newPasswordFault } from "./check-typed";
import { focusFirstFault, Outcome, TextField } from "@/ui/form-parts";
import { useTimeZone } from "./use-time-zone";

interface Typed {
  name: string;
  email: string;
  password: string;
}

const faultsOf = ({ name, email, password }: Typed) => ({
  name: nameFault(name),
  email: emailFault(email),
  password: newPasswordFault(password, email),
});

const NO_FAULTS: ReturnType<typeof faultsOf> = { name: null, email: null, password: null };

/** Makes an account and walks in with it. */
export function SignUpForm({ next }: { next: string }) {
  const trpc = useTRPC();
  const timeZone = useTimeZone();
  const [typed, setTyped] = useState<Typed>({ name: "", email: "", password: "" });
  const [faults, setFaults] = useState(NO_FAULTS);
  const [leaving, setLeaving] = useState(false);
  const signUp = useMutation(
    trpc.accounts.signUp.mutationOptions({
      onSuccess: async () => {
        setLeaving(true);
        const signedIn = await signInWithPassword(typed.email, typed.password, next);
        // The account stands; if the door is busy, the sign-in page says so.
        window.location.assign(signedIn.ok ? signedIn.url : "/sign-in");
      },
    }),
  );
  const busy = signUp.isPending || leaving;

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = faultsOf(typed);
    setFaults(found);
    if (found.name ?? found.email ?? found.password) return focusFirstFault(event.currentTarget);
    if (!busy) signUp.mutate({ ...typed, timeZone });
  };
  const field = (name: keyof Typed) => ({
    name,
    value: typed[name],
    problem: faults[name],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value }),
  });

  return (
    <form className="grid gap-3.5" method="post" noValidate onSubmit={submit}>
      <Outcome problem={signUp.isError ? wordsOf(signUp.error) : null} />
      <TextField label="Name" type="text" autoComplete="name" autoFocus {...field("name")} />
      <TextField label="Email" type="email" autoComplete="username" {...field("email")} />
      <TextField
        label="Password"
        type="password"
        autoComplete="new-password"
        hint={`At least ${PASSWORD_LENGTH_MIN} characters. Four words are easy to keep.`}
        {...field("password")}
      />
      <button type="submit" className="btn pri lg" aria-disabled={busy}>
        {busy ? "One moment" : "Create the account"}
      </button>
      <p className="hint min-h-[18px]">{timeZone !== null && `Your days are counted in ${timeZone}. Settings change it.`}</p>
      <p className="text-[13px]">
        <Link className="link pointer-coarse:inline-block pointer-coarse:py-3.5" href="/sign-in">
          I have an account
        </Link>
      </p>
    </form>
  );
}
