"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { PersonView } from "@/contracts/interviews/rooms";
import { Outcome } from "@/ui/form-parts";
import { useTRPC, wordsOf } from "../../trpc";
import styles from "./lobby.module.css";
import { PersonLine } from "./people";

/** Letting somebody in, or sending somebody away; afterwards the lists are asked for again. */
export function useDoorkeeping(roomId: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const options = {
    networkMode: "always" as const,
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: trpc.interviews.door.queryKey({ roomId }) }),
        queries.invalidateQueries({ queryKey: trpc.interviews.room.queryKey({ roomId }) }),
      ]),
  };
  const admit = useMutation({ ...trpc.interviews.admit.mutationOptions(), ...options });
  const remove = useMutation({ ...trpc.interviews.remove.mutationOptions(), ...options });
  const error = admit.error ?? remove.error;
  return {
    admit: (memberId: string) => admit.mutate({ roomId, memberId }),
    remove: (memberId: string) => remove.mutate({ roomId, memberId }),
    isBusy: admit.isPending || remove.isPending,
    problem: error === null ? null : wordsOf(error),
  };
}

/** Those who wait. Whoever comes is announced. */
export function Waiting({ roomId, waiting }: { roomId: string; waiting: readonly PersonView[] }) {
  const { admit, remove, isBusy, problem } = useDoorkeeping(roomId);
  return (
    <div aria-live="polite" className="grid gap-2">
      {waiting.length === 0 ? (
        <p className="text-[13px] text-ink-3">Nobody is waiting.</p>
      ) : (
        <ul className={styles.people}>
          {waiting.map((person) => (
            <li key={person.memberId}>
              <PersonLine person={person} isMe={false} />
              <span className="flex gap-1.5">
                <button type="button" className="btn sm pri" aria-disabled={isBusy} onClick={() => admit(person.memberId)}>
                  Let in<span className="sr"> {person.name}</span>
                </button>
                <button type="button" className="btn sm" aria-disabled={isBusy} onClick={() => remove(person.memberId)}>
                  Decline<span className="sr"> {person.name}</span>
                </button>
              </span>
            </li>
          ))}
        </ul>
      )}
      <Outcome problem={problem} />
    </div>
  );
}
