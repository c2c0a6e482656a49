"use client";

import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { focusFirstFault, TextField } from "@/ui/form-parts";
import { joinHref } from "./addresses";
import { joinCodeFault } from "./check-typed";

/** For a code that was read out. What it opens is told before one joins. */
export function JoinByCode() {
  const router = useRouter();
  const [code, setCode] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = joinCodeFault(code);
    setFault(found);
    if (found !== null) return focusFirstFault(event.currentTarget);
    router.push(joinHref(encodeURIComponent(code.trim())));
  };
  return (
    <form className="grid gap-3" noValidate onSubmit={submit}>
      <TextField label="Join code" value={code} autoComplete="off" spellCheck={false} maxLength={40} onChange={(event) => setCode(event.target.value)} hint="You are shown what it opens before you join." problem={fault} />
      <button type="submit" className="btn w-fit">
        Look at it
      </button>
    </form>
  );
}
