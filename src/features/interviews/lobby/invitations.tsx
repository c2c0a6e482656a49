"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Invitation } from "@/contracts/interviews/rooms";
import { Outcome } from "@/ui/form-parts";
import { useTRPC, wordsOf } from "../../trpc";
import { ROLE_WORDS, momentWords } from "../words";
import styles from "./lobby.module.css";

interface InvitationsProps {
  roomId: string;
  invitations: readonly Invitation[];
  timeZone: string | null;
}

/** The invitations of a room: who used them, or until when they can be used. */
export function Invitations({ roomId, invitations, timeZone }: InvitationsProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const revoking = useMutation({
    ...trpc.interviews.revokeInvitation.mutationOptions(),
    networkMode: "always",
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.interviews.door.queryKey({ roomId }) }),
  });
  if (invitations.length === 0) return null;
  return (
    <div className="mt-4 grid gap-2">
      <h3 className="label">Invitations</h3>
      <ul className={styles.people}>
        {invitations.map(({ invitationId, role, label, expiresAt, usedBy }) => (
          <li key={invitationId}>
            <span className="min-w-0">
              <span className={styles.name}>
                {ROLE_WORDS[role]}
                {label !== "" && `, ${label}`}
              </span>
              <small>{usedBy !== null ? `used by ${usedBy}` : `unused, until ${momentWords(expiresAt, timeZone)}`}</small>
            </span>
            {usedBy === null && (
              <button type="button" className="btn sm ghost" aria-disabled={revoking.isPending} onClick={() => revoking.mutate({ roomId, invitationId })}>
                Take back<span className="sr"> the invitation {label === "" ? `of the ${ROLE_WORDS[role]}` : `for ${label}`}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      <Outcome problem={revoking.error === null ? null : wordsOf(revoking.error)} />
    </div>
  );
}
