"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { type InputHTMLAttributes, type ReactNode, useId } from "react";

interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** What is wrong with it, in words; null when nothing is. */
  problem?: string | null;
  children: (wiring: { id: string; "aria-describedby": string | undefined; "aria-invalid": boolean; className: string }) => ReactNode;
}

/** A labelled control with its hint or its fault, wired so that a screen reader says both. */
export function Field({ label, hint, problem = null, children }: FieldProps) {
  const id = useId();
  const said = problem ?? hint;
  const className = problem === null ? "input" : "input bad";
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-describedby": said ? `${id}-said` : undefined, "aria-invalid": problem !== null, className })}
      {said && (
        <p className={problem === null ? "hint" : "hint bad"} id={`${id}-said`}>
          {said}
        </p>
      )}
    </div>
  );
}

type TextFieldProps = Omit<FieldProps, "children"> & InputHTMLAttributes<HTMLInputElement>;

export function TextField({ label, hint, problem = null, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(wiring) => <input {...wiring} className={`${wiring.className} read-only:bg-sunken read-only:text-ink-2`} {...input} />}
    </Field>
  );
}

/**
 * What came of the last press: said aloud at once if it failed, politely if it worked. While there is nothing to say
 * it takes no room, but stays on the page, because only a region that was there before is read out.
 */
export function Outcome({ problem, done }: { problem: string | null; done?: ReactNode }) {
  return (
    <div aria-live="polite" className="empty:absolute">
      {problem !== null ? (
        <div className="note bad" role="alert">
          <CircleAlert className="ico" aria-hidden="true" />
          <span>{problem}</span>
        </div>
      ) : done ? (
        <p className="flex items-center gap-2 text-[13px] text-ink-2">
          <CircleCheck className="ico text-pass" aria-hidden="true" />
          {done}
        </p>
      ) : null}
    </div>
  );
}

/** Moves focus to the first field that is marked as wrong, once React has marked it. */
export function focusFirstFault(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
}
