"use client";

import { Search, Settings2, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { BrandMark } from "@/ui/brand";
import { Kbd } from "@/ui/kbd";
import { isAt, PLACES, PREVIEW, TEACH } from "./places";

interface SidebarProps {
  name: string;
  isAdmin: boolean;
  teaches: boolean;
  dueCards: number;
  onFind: () => void;
}

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word[0] ?? "")
    .slice(0, 2)
    .join("")
    .toUpperCase();

export function Sidebar({ name, isAdmin, teaches, dueCards, onFind }: SidebarProps) {
  const pathname = usePathname();
  return (
    <nav className="side" aria-label="Main">
      <Link className="brand" href="/today">
        <BrandMark />
        Quorum
      </Link>
      <button type="button" className="nav find" onClick={onFind} aria-keyshortcuts="Control+K">
        <Search className="ico s" aria-hidden="true" />
        Find or do
        <span className="n">
          <Kbd>Ctrl</Kbd>
          <Kbd>K</Kbd>
        </span>
      </button>
      {PLACES.map((place) => (
        <Link key={place.href} href={place.href} className={`nav${isAt(place, pathname) ? " on" : ""}`} aria-current={isAt(place, pathname) ? "page" : undefined}>
          <place.icon className="ico" aria-hidden="true" />
          {place.label}
          {place.href === "/review" && dueCards > 0 && (
            <span className="n" aria-label={`${dueCards} cards due`}>
              {dueCards}
            </span>
          )}
        </Link>
      ))}
      {teaches && (
        <>
          <div className="cap">Instruction</div>
          {[TEACH, PREVIEW].map((place) => (
            <Link key={place.href} href={place.href} className={`nav${isAt(place, pathname) ? " on" : ""}`} aria-current={isAt(place, pathname) ? "page" : undefined}>
              <place.icon className="ico" aria-hidden="true" />
              {place.label}
            </Link>
          ))}
        </>
      )}
      {isAdmin && (
        <>
          <div className="cap">Administration</div>
          <Link href="/admin" className={`nav${pathname.startsWith("/admin") ? " on" : ""}`}>
            <ShieldCheck className="ico" aria-hidden="true" />
            Accounts
          </Link>
        </>
      )}
      <Link href="/settings" className="foot">
        <span className="avatar" aria-hidden="true">
          {initialsOf(name)}
        </span>
        <span className="grow truncate">{name}</span>
        <span className="sr">Settings</span>
        <Settings2 className="ico s" aria-hidden="true" />
      </Link>
    </nav>
  );
}
