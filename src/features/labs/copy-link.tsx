"use client";

import { Check, Link2 } from "lucide-react";
import { useEffect, useState } from "react";

const COPIED_MS = 2_000;
const SAID = { copied: "Copied", failed: "Copy it from the address bar" };

/** Copies the address of the page as it stands. */
export function CopyLink({ className = "btn sm ghost", autoFocus = false }: { className?: string; autoFocus?: boolean }) {
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), COPIED_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => navigator.clipboard.writeText(location.href).then(() => setOutcome("copied"), () => setOutcome("failed"));
  return (
    <>
      <button type="button" className={className} onClick={copy} autoFocus={autoFocus}>
        {outcome === "copied" ? <Check className="ico s" aria-hidden="true" /> : <Link2 className="ico s" aria-hidden="true" />}
        {outcome === null ? "Copy link" : SAID[outcome]}
      </button>
      {/* What is inside a button is read as its name only, not as news. */}
      <span className="sr" role="status">
        {outcome !== null && SAID[outcome]}
      </span>
    </>
  );
}
