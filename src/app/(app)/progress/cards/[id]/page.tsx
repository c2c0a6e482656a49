import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CardHistoryInput } from "@/contracts/review/review";
import { CardHistory } from "@/features/today/progress/card-history";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";
import { nullIfNotFound } from "@/server/trpc/null-if-not-found";

export const metadata: Metadata = { title: "Why these days" };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer();
  const asked = CardHistoryInput.safeParse({ cardId: (await params).id });
  const history = asked.success ? await nullIfNotFound((await caller()).review.cardHistory(asked.data)) : null;
  if (history === null) notFound();
  return <CardHistory history={history} timeZone={viewer.timeZone ?? "UTC"} />;
}
