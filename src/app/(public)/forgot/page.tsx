import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DoorFrame } from "@/features/accounts/door-frame";
import { ForgotForm } from "@/features/accounts/forgot-form";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Set a new password" };

/** Exists only where mail can be sent. */
export default async function Page() {
  const { mail } = await (await caller()).accounts.signInOptions();
  if (!mail) notFound();
  return (
    <DoorFrame title="Set a new password">
      <ForgotForm />
    </DoorFrame>
  );
}
