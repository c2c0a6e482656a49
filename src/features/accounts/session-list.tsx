"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC, wordsOf } from "../trpc";
import { Outcome } from "@/ui/form-parts";
import { SignOutButton } from "./sign-out-button";

export interface ShownSession {
  id: string;
  isThis: boolean;
  browser: string;
  signedIn: string;
  lastSeen: string;
}

/** The browsers that are signed in, each with its way out. */
export function SessionList({ sessions, isDemo }: { sessions: readonly ShownSession[]; isDemo: boolean }) {
  const trpc = useTRPC();
  const router = useRouter();
  const onSuccess = () => router.refresh();
  const end = useMutation(trpc.accounts.endSession.mutationOptions({ onSuccess }));
  const endOthers = useMutation(trpc.accounts.endOtherSessions.mutationOptions({ onSuccess }));
  const error = end.error ?? endOthers.error;
  const others = sessions.length - 1;
  return (
    <>
      <ul className="card">
        {sessions.map(({ id, isThis, browser, signedIn, lastSeen }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line px-4 py-3 not-first:border-t">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {browser}
                {isThis && <span className="badge">this browser</span>}
              </p>
              <p className="hint">
                Signed in {signedIn}
                <br />
                Last seen {lastSeen}
              </p>
            </div>
            {isThis ? (
              <SignOutButton />
            ) : (
              <button type="button" className="btn" aria-label={`Sign out ${browser}, last seen ${lastSeen}`} onClick={() => end.mutate({ sessionId: id })}>
                Sign out
              </button>
            )}
          </li>
        ))}
      </ul>
      {others > 0 && (
        <button type="button" className="btn w-fit" aria-disabled={endOthers.isPending} onClick={() => endOthers.mutate({})}>
          Sign out the other {others === 1 ? "browser" : `${others} browsers`}
        </button>
      )}
      {isDemo && <p className="hint">Others who use this demo account are not shown.</p>}
      <Outcome
        problem={error === null ? null : wordsOf(error)}
        done={endOthers.isSuccess && `${endOthers.data.ended} signed out. They notice at their next page.`}
      />
    </>
  );
}
