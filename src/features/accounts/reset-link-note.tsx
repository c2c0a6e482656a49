"use client";

import { useState } from "react";
import { TextField } from "@/ui/form-parts";

interface ResetLinkNoteProps {
  email: string;
  path: string;
  /** "21 November 2026 at 13:05" */
  until: string;
  onClose: () => void;
}

/** A reset link, shown this once: whoever has it sets the account's password. */
export function ResetLinkNote({ email, path, until, onClose }: ResetLinkNoteProps) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const link = new URL(path, window.location.origin).href;
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className="note warn grid gap-3" role="group" aria-label={`Reset link for ${email}`}>
      <p>
        Whoever opens this link sets the password of <b className="font-medium">{email}</b>. It works once, until {until}, and is shown only now: hand it
        over in a way that only they can read.
      </p>
      <div className="grid items-end gap-2 sm:grid-cols-[minmax(0,1fr)_auto_auto]">
        <TextField label="Reset link" readOnly autoFocus value={link} onFocus={(event) => event.target.select()} />
        <button type="button" className="btn h-9" onClick={() => void copy()}>
          Copy
        </button>
        <button type="button" className="btn h-9" onClick={onClose}>
          Done
        </button>
      </div>
      <p aria-live="polite">{copied === true ? "Copied." : copied === false ? "The browser did not let us copy. Select the link and press Ctrl C." : ""}</p>
    </div>
  );
}
