"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { useTRPC, wordsOf } from "../trpc";
import { nameFault } from "./check-typed";
import { focusFirstFault, Outcome, TextField } from "@/ui/form-parts";

interface ProfileFormProps {
  name: string;
  email: string;
  isDemo: boolean;
}

export function ProfileForm({ name: saved, email, isDemo }: ProfileFormProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [name, setName] = useState(saved);
  const [fault, setFault] = useState<string | null>(null);
  const update = useMutation(trpc.accounts.updateProfile.mutationOptions({ onSuccess: () => router.refresh() }));

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const found = nameFault(name);
    setFault(found);
    if (found !== null) return focusFirstFault(event.currentTarget);
    if (!update.isPending) update.mutate({ name });
  };

  return (
    <form className="grid gap-4" noValidate onSubmit={submit}>
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        readOnly={isDemo}
        hint={isDemo ? "A demo account keeps its name: others use it too." : "As it is shown to others."}
        problem={fault}
      />
      <TextField label="Email" name="email" type="email" value={email} readOnly hint="You sign in with it. It stays as it is." />
      {!isDemo && (
        <div className="flex flex-wrap items-center gap-3">
          <button type="submit" className="btn pri" aria-disabled={update.isPending}>
            Save
          </button>
          <Outcome problem={update.isError ? wordsOf(update.error) : null} done={update.isSuccess && saved === name.trim() && "Saved."} />
        </div>
      )}
    </form>
  );
}
