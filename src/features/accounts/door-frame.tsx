import Link from "next/link";
import type { ReactNode } from "react";
import { BrandMark } from "@/ui/brand";
import { TOUCH } from "./touch";

/** The frame of the pages in front of the door: a brand and one narrow column. */
export function DoorFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={TOUCH}>
      <header className="px-5 py-4">
        <Link className="brand w-fit" style={{ padding: 0 }} href="/">
          <BrandMark />
          Quorum
        </Link>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto mt-[7vh] w-full max-w-[424px] px-4 pb-16 focus:outline-none">
        <h1 className="mb-5">{title}</h1>
        {children}
      </main>
    </div>
  );
}

/** A line that says what follows is another way. */
export function Or({ children }: { children: ReactNode }) {
  return (
    <div className="mt-7 mb-3.5 flex items-center gap-3 text-[12.5px] text-ink-3 before:h-px before:flex-1 before:bg-line-strong after:h-px after:flex-1 after:bg-line-strong">
      {children}
    </div>
  );
}
