"use client";

import { Search, Settings2 } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { isAt, PLACES } from "./places";

/** The places as thumbs reach them, on a phone. Review starts from Today. */
export function TabBar({ onFind }: { onFind: () => void }) {
  const pathname = usePathname();
  return (
    <nav className="tabbar" aria-label="Main">
      {PLACES.filter(({ onPhone }) => onPhone).map((place) => (
        <Link key={place.href} href={place.href} className={isAt(place, pathname) ? "on" : ""} aria-current={isAt(place, pathname) ? "page" : undefined}>
          <place.icon className="ico" aria-hidden="true" />
          {place.label}
        </Link>
      ))}
      <button type="button" onClick={onFind}>
        <Search className="ico" aria-hidden="true" />
        Find
      </button>
      <Link href="/settings" className={pathname.startsWith("/settings") ? "on" : ""} aria-current={pathname.startsWith("/settings") ? "page" : undefined}>
        <Settings2 className="ico" aria-hidden="true" />
        Settings
      </Link>
    </nav>
  );
}
