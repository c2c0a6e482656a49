"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useHotkeys } from "@/ui/hotkeys";
import { FindDialog } from "./find-dialog";
import { KeysDialog } from "./keys-dialog";
import { placesFor } from "./places";
import { Sidebar } from "./sidebar";
import { TabBar } from "./tab-bar";
import { TellTimeZone } from "./tell-time-zone";

interface AppShellProps {
  name: string;
  isAdmin: boolean;
  /** Whether Teach is among the places */
  teaches: boolean;
  dueCards: number;
  /** True until a browser has told the account's time zone */
  needsTimeZone: boolean;
  children: ReactNode;
}

/** The frame around every page but the sessions, which leave it away. */
export function AppShell({ name, isAdmin, teaches, dueCards, needsTimeZone, children }: AppShellProps) {
  const router = useRouter();
  const [open, setOpen] = useState<"find" | "keys" | null>(null);
  useHotkeys({
    "ctrl+k": () => setOpen("find"),
    "?": () => setOpen("keys"),
    ...Object.fromEntries(placesFor(teaches).map(({ keys, href }) => [keys, () => router.push(href)])),
  });
  return (
    <div className="app">
      <Sidebar name={name} isAdmin={isAdmin} teaches={teaches} dueCards={dueCards} onFind={() => setOpen("find")} />
      <main className="main" id="main" tabIndex={-1}>
        {children}
      </main>
      <TabBar teaches={teaches} onFind={() => setOpen("find")} />
      <FindDialog teaches={teaches} open={open === "find"} onClose={() => setOpen(null)} />
      <KeysDialog open={open === "keys"} onClose={() => setOpen(null)} />
      {needsTimeZone && <TellTimeZone />}
    </div>
  );
}
