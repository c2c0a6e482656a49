import type { ReactNode } from "react";
import { SettingsTabs } from "@/features/accounts/settings-tabs";
import { TOUCH } from "@/features/accounts/touch";

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <div className={`wrap ${TOUCH}`}>
      <h1 className="mb-5">Settings</h1>
      <SettingsTabs />
      <div>{children}</div>
    </div>
  );
}
