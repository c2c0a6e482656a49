"use client";

import { useState } from "react";
import { continueAsDemo } from "../accounts/auth-endpoints";
import { problemWords } from "../accounts/problem-words";

/** One press and one is in, as the demo learner. */
export function ContinueAsDemo() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const enter = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const tried = await continueAsDemo("learner", "/today");
    if (tried.ok) return window.location.assign(tried.url);
    setProblem(problemWords(tried.problem, false));
    setBusy(false);
  };
  return (
    <>
      <button type="button" className="btn pri lg" aria-disabled={busy} onClick={() => void enter()}>
        Continue as demo learner
      </button>
      <span role="status" className="hint bad">
        {problem}
      </span>
    </>
  );
}
