import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AccountList } from "@/features/accounts/account-list";
import { TOUCH } from "@/features/accounts/touch";
import { requireViewer } from "@/server/auth/require-viewer";

export const metadata: Metadata = { title: "Accounts" };

export default async function Page() {
  const { role, userId, timeZone } = await requireViewer();
  // What one may not see answers as what does not exist.
  if (role !== "admin") notFound();
  return (
    <div className={`wrap ${TOUCH}`}>
      <h1 className="mb-2">Accounts</h1>
      <p className="mb-6 max-w-[70ch] text-ink-2">Roles and links for lost passwords. Each change is written down with who made it and when.</p>
      <AccountList ownId={userId} timeZone={timeZone} />
    </div>
  );
}
