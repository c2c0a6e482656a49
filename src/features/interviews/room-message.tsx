import Link from "next/link";
import type { ReactNode } from "react";
import { InvitationFrame } from "./invitation-frame";

interface RoomMessageProps {
  title: string;
  children: ReactNode;
  next: { href: string; words: string };
}

/** Why somebody is in no room, and where to go on: also for those who have no account. */
export function RoomMessage({ title, children, next: { href, words } }: RoomMessageProps) {
  return (
    <InvitationFrame>
      <h1>{title}</h1>
      <p className="mt-2 leading-normal text-ink-2">{children}</p>
      <Link className="btn pri mt-5 w-fit" href={href}>
        {words}
      </Link>
    </InvitationFrame>
  );
}

/** Where somebody goes on who is in no room. */
export const onward = (isSignedIn: boolean) => (isSignedIn ? { href: "/interviews", words: "Your interviews" } : { href: "/", words: "What Quorum is" });
