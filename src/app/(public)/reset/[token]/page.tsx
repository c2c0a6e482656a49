import type { Metadata } from "next";
import Link from "next/link";
import { DoorFrame } from "@/features/accounts/door-frame";
import { ResetForm } from "@/features/accounts/reset-form";
import { caller } from "@/server/trpc/context";

// The address is the permission, so it goes nowhere else.
export const metadata: Metadata = { title: "Set a new password", referrer: "no-referrer", robots: "noindex" };

export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const accounts = (await caller()).accounts;
  const [{ email }, { mail }] = await Promise.all([accounts.resetLink({ token }), accounts.signInOptions()]);
  if (email !== null) {
    return (
      <DoorFrame title="Set a new password">
        <ResetForm token={token} email={email} />
      </DoorFrame>
    );
  }
  return (
    <DoorFrame title="This link is used up">
      <p className="text-ink-2">
        It set a password already, a newer link was made, or its 24 hours are over. Your password is as it was.{" "}
        {mail ? "You can have a new link sent." : "Ask an admin for a new link."}
      </p>
      <p className="mt-5 flex flex-wrap gap-2">
        {mail && (
          <Link className="btn pri" href="/forgot">
            Send a new link
          </Link>
        )}
        <Link className={mail ? "btn" : "btn pri"} href="/sign-in">
          Sign in
        </Link>
      </p>
    </DoorFrame>
  );
}
