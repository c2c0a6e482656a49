"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useHotkeys } from "@/ui/hotkeys";
import { Kbd } from "@/ui/kbd";

/** The one primary button of the day: cards first, an exercise when no card is due. Enter presses it from anywhere. */
export function StartButton({ cards, exerciseId }: { cards: number; exerciseId: string | null }) {
  const router = useRouter();
  const next = cards > 0 ? { href: "/review", label: "Start with cards" } : exerciseId === null ? null : { href: `/practice/${exerciseId}`, label: "Start with an exercise" };
  useHotkeys({ enter: () => next !== null && router.push(next.href) }, next !== null);
  if (next === null) return null;
  return (
    <Link className="btn pri lg" href={next.href} aria-keyshortcuts="Enter">
      {next.label} <Kbd>↵</Kbd>
    </Link>
  );
}
