import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NumberLine } from "@/features/exercises/number-line";
import { LandingPage } from "@/features/landing/landing-page";
import { numberLineOf } from "@/features/landing/number-line-of";
import { currentViewer } from "@/server/auth/current-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: { absolute: "Quorum: distributed systems, learnt until you can prove it" } };

export default async function Page() {
  if ((await currentViewer()) !== null) redirect("/today");
  const api = await caller();
  const [landing, options] = await Promise.all([api.today.landing(), api.accounts.signInOptions()]);
  return <LandingPage landing={landing} hasDemo={options.demo.length > 0} numberLine={<NumberLine answer={numberLineOf(landing.exercise)} isOwn />} />;
}
