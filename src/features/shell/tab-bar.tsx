"use client";

import { Search, Settings2 } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { isAt, placesFor } from "./places";

/** What gives way to Teach, since a thumb has no room for more; Find leads there. */
const GIVES_WAY = "/library";

/** The places as thumbs reach them, on a phone. Review starts from Today. */
export function TabBar({ teaches, onFind }: { teaches: boolean; onFind: () => void }) {
  const pathname = usePathname();
  return (
    <nav className="tabbar" aria-label="Main">
      {placesFor(teaches).filter(({ onPhone, href }) => onPhone && !(teaches && href === GIVES_WAY)).map((place) => (
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
