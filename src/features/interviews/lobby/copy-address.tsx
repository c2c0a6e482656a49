"use client";

import { useState } from "react";
import { TextField } from "@/ui/form-parts";

/** An address of this site to hand over: to copy, or to select where the browser does not let us. */
export function CopyAddress({ label, path, hint }: { label: string; path: string; hint: string }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const address = new URL(path, window.location.origin).href;
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className="note grid gap-2" role="group" aria-label={label}>
      <TextField label={label} readOnly autoFocus value={address} onFocus={(event) => event.target.select()} hint={hint} />
      <div className="flex flex-wrap items-center gap-3">
        <button type="button" className="btn pri" onClick={() => void copy()}>
          Copy
        </button>
        <p aria-live="polite">{copied === true ? "Copied." : copied === false ? "The browser did not let us copy. Select the link and press Ctrl C." : ""}</p>
      </div>
    </div>
  );
}
