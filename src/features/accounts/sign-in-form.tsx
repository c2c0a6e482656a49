"use client";

import Link from "next/link";
import { type SubmitEvent, useState } from "react";
import type { SignInOptionsOutput } from "@/contracts/accounts/accounts";
import type { SignInProblem } from "@/contracts/accounts/sign-in-problem";
import { Kbd } from "@/ui/kbd";
import { type Attempt, mailSignInLink, signInWithPassword } from "./auth-endpoints";
import { emailFault, passwordFault } from "./check-typed";
import { DemoDoors } from "./demo-doors";
import { focusFirstFault, Outcome, TextField } from "@/ui/form-parts";
import { problemWords } from "./problem-words";
import { ProviderDoors } from "./provider-doors";

interface SignInFormProps {
  options: SignInOptionsOutput;
  /** The path to go to afterwards. */
  next: string;
  /** What went wrong on the way back from a provider or a link. */
  problem: SignInProblem | null;
}

/** Every way in that is open here. */
export function SignInForm({ options, next, problem: brought }: SignInFormProps) {
  const [problem, setProblem] = useState(brought === null ? null : problemWords(brought, options.mail));
  const [busy, setBusy] = useState(false);

  /** One door at a time; the page stays busy until the browser has left it. */
  const enter = async (attempt: () => Promise<Attempt>) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const tried = await attempt();
    if (tried.ok) return window.location.assign(tried.url);
    setProblem(problemWords(tried.problem, options.mail));
    setBusy(false);
  };

  return (
    <>
      <PasswordDoor mail={options.mail} next={next} problem={problem} busy={busy} onEnter={enter} onProblem={setProblem} />
      <ProviderDoors providers={options.providers} next={next} busy={busy} onEnter={enter} />
      <DemoDoors accounts={options.demo} next={next} busy={busy} onEnter={enter} />
    </>
  );
}

interface PasswordDoorProps {
  mail: boolean;
  next: string;
  problem: string | null;
  busy: boolean;
  onEnter: (attempt: () => Promise<Attempt>) => Promise<void>;
  onProblem: (problem: string | null) => void;
}

function PasswordDoor({ mail, next, problem, busy, onEnter, onProblem }: PasswordDoorProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [faults, setFaults] = useState<{ email: string | null; password: string | null }>({ email: null, password: null });
  const [mailedTo, setMailedTo] = useState<string | null>(null);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = { email: emailFault(email), password: passwordFault(password) };
    setFaults(found);
    if (found.email ?? found.password) return focusFirstFault(event.currentTarget);
    void onEnter(() => signInWithPassword(email, password, next));
  };
  const mailLink = async () => {
    const fault = emailFault(email);
    setFaults({ email: fault, password: null });
    setMailedTo(null);
    onProblem(null);
    if (fault !== null) return document.getElementsByName("email")[0]?.focus();
    const sent = await mailSignInLink(email, next);
    if (sent.ok) setMailedTo(email.trim());
    else onProblem(problemWords(sent.problem, mail));
  };

  return (
    // A press before the page is ready must not put the password into the address: hence post.
    <form className="grid gap-3.5" method="post" noValidate onSubmit={submit}>
      <Outcome problem={problem} done={mailedTo !== null && `A link is on its way to ${mailedTo}. It works once, within an hour.`} />
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        autoFocus
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        problem={faults.email}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        problem={faults.password}
      />
      <button type="submit" className="btn pri lg" aria-disabled={busy}>
        {busy ? "One moment" : "Sign in"} <Kbd>↵</Kbd>
      </button>
      <div className="flex flex-wrap justify-between gap-x-4 gap-y-2 text-[13px] pointer-coarse:[&>*]:py-3.5">
        {mail && (
          <>
            <button type="button" className="link cursor-pointer" onClick={() => void mailLink()}>
              Send me a link instead
            </button>
            <Link className="link" href="/forgot">
              Lost password
            </Link>
          </>
        )}
        <Link className="link" href={next === "/today" ? "/sign-up" : `/sign-up?next=${encodeURIComponent(next)}`}>
          Create an account
        </Link>
      </div>
    </form>
  );
}
