import type { Metadata } from "next";
import Link from "next/link";
import { PageMessage } from "@/ui/page-message";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="main" tabIndex={-1} className="mx-auto max-w-[760px] pt-[10vh]">
      <PageMessage
        title="There is nothing at this address"
        actions={
          <Link className="btn pri lg" href="/">
            Go to the start
          </Link>
        }
      >
        <p>It may have moved, or it was never there. What you have done is kept.</p>
      </PageMessage>
    </main>
  );
}
