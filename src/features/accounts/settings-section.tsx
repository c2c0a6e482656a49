import { type ReactNode, useId } from "react";

/** A part of a settings page: what it is about on the left, its controls on the right; one below the other on a phone. */
export function SettingsSection({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-x-10 gap-y-4 border-line py-7 not-first:border-t first:pt-0 md:grid-cols-[220px_minmax(0,1fr)]">
      <div>
        <h2 id={id} className="text-[16px]">
          {title}
        </h2>
        {about && <p className="mt-1.5 text-[13px] text-ink-3">{about}</p>}
      </div>
      <div className="grid max-w-[440px] content-start gap-4">{children}</div>
    </section>
  );
}
