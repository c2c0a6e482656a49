"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { type AccountRow, Role } from "@/contracts/accounts/accounts";
import { useTRPC, wordsOf } from "../trpc";
import { dateWords } from "./date-words";
import { Outcome } from "@/ui/form-parts";
import { ResetLinkNote } from "./reset-link-note";

interface AccountItemProps {
  account: AccountRow;
  /** It is the account of whoever looks. */
  isOwn: boolean;
  timeZone: string | null;
}

/** One account: who it is, what it may do, and a link for a lost password. */
export function AccountItem({ account, isOwn, timeZone }: AccountItemProps) {
  const { id, email, name, isDemo, createdAt, lastSeenAt } = account;
  const trpc = useTRPC();
  const link = useMutation(trpc.accounts.createResetLink.mutationOptions());
  return (
    <li className="grid gap-3 border-line px-4 py-3.5 not-first:border-t">
      <div className="grid items-start gap-x-6 gap-y-3 md:grid-cols-[minmax(0,1fr)_auto_auto]">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {name || "No name yet"}
            {isOwn && <span className="badge">you</span>}
            {isDemo && <span className="badge">demo</span>}
          </p>
          <p className="truncate text-[13px] text-ink-2">{email}</p>
          <p className="hint">
            Since {dateWords(createdAt, timeZone)}
            {lastSeenAt === null ? ", signed in nowhere" : `, last seen ${dateWords(lastSeenAt, timeZone)}`}
          </p>
        </div>
        <RoleChoice account={account} isOwn={isOwn} />
        {!isDemo && (
          <button type="button" className="btn w-fit" aria-disabled={link.isPending} onClick={() => link.mutate({ accountId: id })}>
            Make a reset link
            <span className="sr"> for {email}</span>
          </button>
        )}
      </div>
      <Outcome problem={link.isError ? wordsOf(link.error) : null} />
      {link.isSuccess && <ResetLinkNote email={email} path={link.data.path} until={dateWords(link.data.expiresAt, timeZone)} onClose={() => link.reset()} />}
    </li>
  );
}

/** A role is chosen, then set: the account is signed out everywhere by it, which nobody should do by a slip. */
function RoleChoice({ account: { id, email, name, role }, isOwn }: { account: AccountRow; isOwn: boolean }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const field = useId();
  const [chosen, setChosen] = useState(role);
  const set = useMutation(
    trpc.accounts.setRole.mutationOptions({
      onSuccess: async () => {
        // One's own role was changed: this browser is signed out with all others.
        if (isOwn) return window.location.assign("/sign-in");
        await queryClient.invalidateQueries(trpc.accounts.listAccounts.pathFilter());
      },
    }),
  );
  return (
    <div className="grid gap-2">
      <label className="sr" htmlFor={field}>
        Role of {email}
      </label>
      <select
        id={field}
        className="input w-[150px] px-[7px] max-md:w-full"
        value={chosen}
        onChange={(event) => {
          setChosen(Role.parse(event.target.value));
          set.reset();
        }}
      >
        {Role.options.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
      {chosen !== role && (
        <div className="grid gap-2" role="group" aria-label={`Change the role of ${email}`}>
          <p className="hint max-w-[240px]">
            {isOwn ? "You are" : `${name || email} is`} then signed out everywhere.
          </p>
          <div className="flex gap-2">
            <button type="button" className="btn pri" aria-disabled={set.isPending} onClick={() => set.mutate({ accountId: id, role: chosen })}>
              Make {chosen}
            </button>
            <button type="button" className="btn" onClick={() => setChosen(role)}>
              Keep {role}
            </button>
          </div>
        </div>
      )}
      <Outcome problem={set.isError ? wordsOf(set.error) : null} done={set.isSuccess && chosen === role && `Now ${role}.`} />
    </div>
  );
}
