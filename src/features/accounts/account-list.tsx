"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useTRPC, wordsOf } from "../trpc";
import { AccountItem } from "./account-item";
import { Outcome, TextField } from "@/ui/form-parts";

/** Every account, found by part of a name or an e-mail. */
export function AccountList({ ownId, timeZone }: { ownId: string; timeZone: string | null }) {
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const list = useInfiniteQuery(
    trpc.accounts.listAccounts.infiniteQueryOptions(
      { search },
      { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const accounts = list.data?.pages.flatMap((page) => page.accounts) ?? [];

  return (
    <div className="grid gap-4">
      <div className="max-w-[440px]">
        <TextField label="Search by name or email" type="search" autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </div>
      <Outcome problem={list.isError ? wordsOf(list.error) : null} />
      {list.isError && (
        <button type="button" className="btn w-fit" onClick={() => void list.refetch()}>
          Load again
        </button>
      )}
      {list.isPending && <ListSkeleton />}
      {list.isSuccess && accounts.length === 0 && (
        <p className="text-ink-2" role="status">
          No account has “{search}” in its name or email.
        </p>
      )}
      {accounts.length > 0 && (
        <ul className="card" aria-label="Accounts">
          {accounts.map((account) => (
            <AccountItem key={account.id} account={account} isOwn={account.id === ownId} timeZone={timeZone} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <button type="button" className="btn w-fit" aria-disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {list.isFetchingNextPage ? "One moment" : "Show more"}
        </button>
      )}
    </div>
  );
}

function ListSkeleton() {
  return (
    <div className="card" aria-busy="true" aria-label="Accounts are loading">
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className="grid gap-2 border-line px-4 py-4 not-first:border-t">
          <div className="skel w-40" />
          <div className="skel w-64 max-w-full" />
        </div>
      ))}
    </div>
  );
}
