"use client";

import type { SignInOptionsOutput } from "@/contracts/accounts/accounts";
import { type Attempt, goToProvider } from "./auth-endpoints";
import { Or } from "./door-frame";

interface ProviderDoorsProps {
  providers: SignInOptionsOutput["providers"];
  next: string;
  busy: boolean;
  onEnter: (attempt: () => Promise<Attempt>) => Promise<void>;
}

/** Identity providers that are configured; nothing if none is. */
export function ProviderDoors({ providers, next, busy, onEnter }: ProviderDoorsProps) {
  if (providers.length === 0) return null;
  return (
    <>
      <Or>or with an account elsewhere</Or>
      <div className="grid gap-2">
        {providers.map(({ id, name }) => (
          <button key={id} type="button" className="btn lg" aria-disabled={busy} onClick={() => void onEnter(() => goToProvider(id, next))}>
            Continue with {name}
          </button>
        ))}
      </div>
    </>
  );
}
