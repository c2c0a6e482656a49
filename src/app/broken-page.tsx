"use client";

import { RotateCw } from "lucide-react";
import { PageMessage } from "@/ui/page-message";

interface BrokenPageProps {
  error: unknown;
  retry: () => void;
}

const digestOf = (error: unknown): string | null =>
  error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;

/** A page that could not be made. What it would have shown is safe on the server; what broke is in its log. */
export function BrokenPage({ error, retry }: BrokenPageProps) {
  const digest = digestOf(error);
  return (
    <PageMessage
      title="This page could not be shown"
      actions={
        <>
          <button type="button" className="btn pri lg" onClick={() => retry()}>
            <RotateCw className="ico s" aria-hidden="true" />
            Try again
          </button>
          {/* A full load: what broke may be what this document carries. */}
          <a className="btn lg" href="/today">
            Go to Today
          </a>
        </>
      }
    >
      <p>Something broke on our side. Answers that were saved are still saved.</p>
      {digest !== null && (
        <p className="hint">
          In the server’s log it has the number <span className="mono">{digest}</span>.
        </p>
      )}
    </PageMessage>
  );
}
