"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type SubmitEvent, useState } from "react";
import { type InvitationView, NAME_CHARS_MAX } from "@/contracts/interviews/rooms";
import type { RoomRole } from "@/domain/interviews/room-event";
import { Outcome, TextField } from "@/ui/form-parts";
import { useTRPC, wordsOf } from "../trpc";
import { invitationHref, roomHref } from "./addresses";
import { AS_ROLE, momentWords } from "./words";

/** What one will see and do, and what is kept of it: said before one goes in. */
const WHAT_YOU_SEE: Record<RoomRole, readonly string[]> = {
  candidate: [
    "You draw on the board and write in the chat. The task is shown once the interview begins, hints when the interviewer releases them.",
    "The interviewers keep notes and ratings that you do not see. They may share a report with you afterwards.",
  ],
  observer: ["You see the board, the chat and the hints that are released, and change nothing.", "You see neither the interviewers’ notes nor their ratings."],
  interviewer: [
    "You read hints, follow-ups, expected numbers and the rubric, so you cannot be the candidate of this scenario unprepared afterwards.",
    "You draw, write, keep notes and rate. The host decides who comes in.",
  ],
};
const RECORDED = "Everything on the board and in the chat is recorded. Those who were in the room can replay it.";

interface JoinPageProps {
  token: string;
  invitation: InvitationView;
  /** By what name the signed-in account goes; null for somebody who has not signed in */
  accountName: string | null;
  timeZone: string | null;
}

/** An invitation, opened: what it leads to, and the way in. */
export function JoinPage({ token, invitation, accountName, timeZone }: JoinPageProps) {
  const { roomTitle, minutes, scheduledAt, hostName, role, expiresAt, memberOf } = invitation;
  return (
    <>
      <h1>{roomTitle}</h1>
      <p className="mt-2 text-ink-2">
        {hostName ?? "Somebody"} invites you to a mock interview of {minutes} minutes, <b className="font-medium text-ink">{AS_ROLE[role]}</b>
        {scheduledAt !== null && `, ${momentWords(scheduledAt, timeZone)}`}.
      </p>
      <ul className="mt-5 grid gap-2 text-[13px] leading-normal text-ink-2">
        {[...WHAT_YOU_SEE[role], RECORDED].map((line) => (
          <li key={line} className="relative pl-4 before:absolute before:top-[9px] before:left-0 before:h-[1.5px] before:w-1.5 before:bg-control">
            {line}
          </li>
        ))}
      </ul>
      <div className="mt-6">
        {memberOf !== null ? (
          <Link className="btn pri lg w-full" href={roomHref(memberOf)}>
            Go to the room
          </Link>
        ) : (
          <Accept token={token} role={role} accountName={accountName} />
        )}
      </div>
      <p className="hint mt-4">
        {memberOf !== null ? "You are in this room already." : `This invitation works once, until ${momentWords(expiresAt, timeZone)}, and then belongs to whoever used it.`}
      </p>
    </>
  );
}

function Accept({ token, role, accountName }: { token: string; role: RoomRole; accountName: string | null }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [name, setName] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const accepting = useMutation({
    ...trpc.interviews.accept.mutationOptions(),
    networkMode: "always",
    onSuccess: ({ roomId }) => router.push(roomHref(roomId)),
  });
  const isBusy = accepting.isPending || accepting.isSuccess;
  const signIn = (
    <Link className={role === "interviewer" ? "btn pri lg" : "btn lg"} href={`/sign-in?next=${encodeURIComponent(invitationHref(token))}`}>
      Sign in
    </Link>
  );

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    if (accountName === null && name.trim() === "") return setFault("Type the name that the others will see.");
    setFault(null);
    accepting.mutate(accountName === null ? { token, name } : { token });
  };

  if (accountName === null && role === "interviewer") {
    return (
      <div className="grid gap-3">
        <p className="text-[13px] text-ink-2">Interviewers need an account.</p>
        {signIn}
      </div>
    );
  }
  return (
    <form className="grid gap-3.5" method="post" noValidate onSubmit={submit}>
      {accountName === null && (
        <TextField
          label="Your name"
          name="name"
          autoComplete="name"
          maxLength={NAME_CHARS_MAX}
          value={name}
          problem={fault}
          hint={role === "candidate" ? "As a guest you get no cards for what went wrong. With an account you do." : "The others see it."}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      <Outcome problem={accepting.error === null ? null : wordsOf(accepting.error)} />
      <button type="submit" className="btn pri lg" aria-disabled={isBusy}>
        {isBusy ? "One moment" : accountName === null ? "Go to the door as a guest" : `Go to the door as ${accountName}`}
      </button>
      {accountName === null && signIn}
    </form>
  );
}
