import type { ReactNode } from "react";

/** A key as it is printed on the button that it presses. Hidden from screen readers: aria-keyshortcuts says it. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <span className="kbd" aria-hidden="true">
      {children}
    </span>
  );
}
