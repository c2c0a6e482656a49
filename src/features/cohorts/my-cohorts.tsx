"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Dialog } from "@/ui/dialog";
import { Outcome } from "@/ui/form-parts";
import { useTRPC, wordsOf } from "../trpc";

export interface ShownMembership {
  id: string;
  name: string;
  instructor: string;
  joined: string;
  archived: boolean;
  /** What it was given to do */
  given: readonly { title: string; href: string }[];
}

/** The cohorts that one is in, each with its way out. */
export function MyCohorts({ cohorts }: { cohorts: readonly ShownMembership[] }) {
  if (cohorts.length === 0) return <p className="text-ink-2">You are in no cohort: nobody but you sees your work, unless you share it.</p>;
  return (
    <ul className="card">
      {cohorts.map((cohort) => (
        <li key={cohort.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line px-4 py-3 not-first:border-t">
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              {cohort.name}
              {cohort.archived && <span className="badge">archived</span>}
            </p>
            <p className="hint">
              {cohort.instructor} sees your work. You joined on {cohort.joined}.
            </p>
            {cohort.given.length > 0 && (
              <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-[13px]" aria-label={`Assignments of ${cohort.name}`}>
                {cohort.given.map(({ title, href }) => (
                  <li key={href}>
                    <Link className="link" href={href} prefetch={false}>
                      {title}
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </div>
          <Leave cohort={cohort} />
        </li>
      ))}
    </ul>
  );
}

function Leave({ cohort: { id: cohortId, name, instructor } }: { cohort: ShownMembership }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const leave = useMutation(trpc.cohorts.leave.mutationOptions({ onSuccess: () => router.refresh() }));
  return (
    <>
      <button type="button" className="btn" onClick={() => setOpen(true)}>
        Leave<span className="sr"> {name}</span>
      </button>
      <Dialog title={`Leave ${name}`} open={open} onClose={() => setOpen(false)}>
        <div className="grid gap-4">
          <p className="text-ink-2">{instructor} no longer sees your work. Your cards, answers and runs stay yours as they are. To come back you need a code.</p>
          <Outcome problem={leave.isError ? wordsOf(leave.error) : null} />
          <div className="flex flex-wrap gap-2">
            <button type="button" className="btn pri" aria-disabled={leave.isPending} onClick={() => !leave.isPending && leave.mutate({ cohortId })}>
              Leave
            </button>
            <button type="button" className="btn" onClick={() => setOpen(false)}>
              Stay
            </button>
          </div>
        </div>
      </Dialog>
    </>
  );
}

/** Who looked at one's own work. */
export function Looks({ looks }: { looks: readonly { id: string; words: string; when: string }[] }) {
  if (looks.length === 0) return <p className="text-ink-2">Nobody has looked at your work.</p>;
  return (
    <ul className="card" aria-label="Who looked at your work">
      {looks.map(({ id, words, when }) => (
        <li key={id} className="border-line px-4 py-2.5 text-[13px] not-first:border-t">
          <p>{words}</p>
          <p className="hint num">{when}</p>
        </li>
      ))}
    </ul>
  );
}
