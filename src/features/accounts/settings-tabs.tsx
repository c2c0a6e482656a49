"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";

const TABS = [
  { href: "/settings", label: "Profile" },
  { href: "/settings/schedule", label: "Schedule" },
  { href: "/settings/keys", label: "Keys" },
  { href: "/settings/sessions", label: "Sign-in" },
  { href: "/settings/cohorts", label: "Cohorts" },
  { href: "/settings/reports", label: "Reports" },
] as const;

export function SettingsTabs() {
  const pathname = usePathname();
  return (
    <nav className="tabs mb-7" aria-label="Settings">
      {TABS.map(({ href, label }) => (
        <Link key={href} href={href} className={`pointer-coarse:min-h-11 ${pathname === href ? "on" : ""}`} aria-current={pathname === href ? "page" : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
