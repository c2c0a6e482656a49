import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { nextPath } from "@/contracts/accounts/sign-in-problem";
import { DoorFrame } from "@/features/accounts/door-frame";
import { SignUpForm } from "@/features/accounts/sign-up-form";
import { currentViewer } from "@/server/auth/current-viewer";

export const metadata: Metadata = { title: "Create an account" };

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const next = nextPath((await searchParams).next);
  if ((await currentViewer()) !== null) redirect(next);
  return (
    <DoorFrame title="Create an account">
      <SignUpForm next={next} />
    </DoorFrame>
  );
}
