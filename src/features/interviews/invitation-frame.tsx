import Link from "next/link";
import type { ReactNode } from "react";
import { BrandMark } from "@/ui/brand";

/** One narrow column, also for somebody who has never been here. */
export function InvitationFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="px-5 py-4">
        <Link className="brand w-fit" style={{ padding: 0 }} href="/">
          <BrandMark />
          Quorum
        </Link>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto mt-[7vh] w-full max-w-[440px] px-4 pb-16 focus:outline-none">
        {children}
      </main>
    </>
  );
}
