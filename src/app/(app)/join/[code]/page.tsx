import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import Link from "next/link";
import { JoinCodeInput } from "@/contracts/cohorts/cohorts";
import { JoinPage } from "@/features/cohorts/join-page";
import { requireViewer } from "@/server/auth/require-viewer";
import { caller } from "@/server/trpc/context";
import { PageMessage } from "@/ui/page-message";

export const metadata: Metadata = { title: "Join a cohort" };

export default async function Page({ params }: { params: Promise<{ code: string }> }) {
  await requireViewer();
  const asked = JoinCodeInput.safeParse({ code: decodeURIComponent((await params).code) });
  if (!asked.success) return <NotOpened why="This is no join code: it is too long." />;
  const opened = await (await caller()).cohorts.invitation(asked.data).catch((error: unknown) => {
    // A refusal has words for the reader.
    if (error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "TOO_MANY_REQUESTS")) return error;
    throw error;
  });
  return opened instanceof TRPCError ? <NotOpened why={opened.message} /> : <JoinPage code={asked.data.code} invitation={opened} />;
}

function NotOpened({ why }: { why: string }) {
  return (
    <PageMessage
      title="This code opens no cohort"
      actions={
        <>
          <Link className="btn pri" href="/settings/cohorts">
            Type another code
          </Link>
          <Link className="btn" href="/today">
            Go to Today
          </Link>
        </>
      }
    >
      <p>{why}</p>
    </PageMessage>
  );
}
