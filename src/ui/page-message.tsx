import type { ReactNode } from "react";

interface PageMessageProps {
  title: string;
  children: ReactNode;
  /** The next steps: links or buttons, the first one primary */
  actions: ReactNode;
}

/** A page that has nothing to show but why, and where to go on. */
export function PageMessage({ title, children, actions }: PageMessageProps) {
  return (
    <div className="wrap">
      <h1>{title}</h1>
      <div className="mt-2.5 grid max-w-[56ch] gap-2 text-[15px] text-ink-2">{children}</div>
      <div className="mt-6 flex flex-wrap gap-2">{actions}</div>
    </div>
  );
}
