import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { nextPath, pathOfAddress, readSignInProblem } from "@/contracts/accounts/sign-in-problem";
import { DoorFrame } from "@/features/accounts/door-frame";
import { SignInForm } from "@/features/accounts/sign-in-form";
import { currentViewer } from "@/server/auth/current-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Sign in" };

interface Asked {
  /** Where the page that needed a sign-in wants its visitor back. */
  next?: string;
  /** The same, as next-auth writes it: a whole address. */
  callbackUrl?: string;
  error?: string;
}

export default async function Page({ searchParams }: { searchParams: Promise<Asked> }) {
  const { next: asked, callbackUrl, error } = await searchParams;
  const next = nextPath(asked ?? pathOfAddress(callbackUrl));
  if ((await currentViewer()) !== null) redirect(next);
  const options = await (await caller()).accounts.signInOptions();
  return (
    <DoorFrame title="Sign in">
      <SignInForm options={options} next={next} problem={readSignInProblem(error)} />
    </DoorFrame>
  );
}
