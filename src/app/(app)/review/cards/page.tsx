import type { Metadata } from "next";
import { OwnCardsPage } from "@/features/review/own-cards-page";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";

export const metadata: Metadata = { title: "Your cards" };

export default async function Page() {
  await requireViewer();
  const { cards } = await (await caller()).review.ownCards();
  return <OwnCardsPage cards={cards} />;
}
