"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { INVITATION_DAYS, LABEL_CHARS_MAX } from "@/contracts/interviews/rooms";
import type { RoomRole } from "@/domain/interviews/room-event";
import { Field, Outcome, TextField } from "@/ui/form-parts";
import { useTRPC, wordsOf } from "../../trpc";
import { invitationHref } from "../addresses";
import { AS_ROLE, momentWords } from "../words";
import { CopyAddress } from "./copy-address";

const ROLES: readonly RoomRole[] = ["candidate", "observer", "interviewer"];
const DAYS = [1, INVITATION_DAYS, 30];

/** Makes a link for one person. It is shown once: only its hash is kept. */
export function InviteForm({ roomId, timeZone }: { roomId: string; timeZone: string | null }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [role, setRole] = useState<RoomRole>("candidate");
  const [label, setLabel] = useState("");
  const [days, setDays] = useState(INVITATION_DAYS);
  const inviting = useMutation({
    ...trpc.interviews.invite.mutationOptions(),
    networkMode: "always",
    onSuccess: () => {
      setLabel("");
      return queries.invalidateQueries({ queryKey: trpc.interviews.door.queryKey({ roomId }) });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!inviting.isPending) inviting.mutate({ roomId, role, label, days });
  };
  const made = inviting.data;
  return (
    <form className="grid gap-3" method="post" noValidate onSubmit={submit}>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Role">
          {(wiring) => (
            <select {...wiring} name="role" value={role} onChange={(event) => setRole(event.target.value as RoomRole)}>
              {ROLES.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Valid for">
          {(wiring) => (
            <select {...wiring} name="days" value={days} onChange={(event) => setDays(Number(event.target.value))}>
              {DAYS.map((each) => (
                <option key={each} value={each}>
                  {each === 1 ? "1 day" : `${each} days`}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <TextField label="For whom, for your own list" name="label" maxLength={LABEL_CHARS_MAX} value={label} onChange={(event) => setLabel(event.target.value)} />
      <Outcome problem={inviting.error === null ? null : wordsOf(inviting.error)} />
      <button type="submit" className="btn w-fit" aria-disabled={inviting.isPending}>
        {inviting.isPending ? "One moment" : "Make a link"}
      </button>
      {made !== undefined && (
        <CopyAddress
          key={made.invitationId}
          label={`Invitation ${AS_ROLE[inviting.variables?.role ?? role]}`}
          path={invitationHref(made.token)}
          hint={`It is shown only now. It lets one person in, once, until ${momentWords(made.expiresAt, timeZone)}.`}
        />
      )}
    </form>
  );
}
