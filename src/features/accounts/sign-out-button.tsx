"use client";

import { useState } from "react";
import { signOut } from "./auth-endpoints";

/** Signs this browser out and leads to the front page. */
export function SignOutButton() {
  const [state, setState] = useState<"here" | "leaving" | "failed">("here");
  const leave = async () => {
    if (state === "leaving") return;
    setState("leaving");
    const left = await signOut();
    if (left.ok) window.location.assign(left.url);
    else setState("failed");
  };
  return (
    <button type="button" className="btn" aria-disabled={state === "leaving"} aria-live="polite" onClick={() => void leave()}>
      {state === "failed" ? "Not signed out. Try again" : "Sign out"}
    </button>
  );
}
