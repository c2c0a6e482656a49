"use client";

import { ArrowRight, GraduationCap, Layers, type LucideIcon, Presentation } from "lucide-react";
import type { SignInOptionsOutput } from "@/contracts/accounts/accounts";
import { type Attempt, continueAsDemo } from "./auth-endpoints";
import { Or } from "./door-frame";

type DemoId = SignInOptionsOutput["demo"][number]["id"];

const DOORS: Record<DemoId, { icon: LucideIcon; about: string }> = {
  learner: { icon: Layers, about: "cards and exercises" },
  interviewer: { icon: Presentation, about: "a second learner" },
  instructor: { icon: GraduationCap, about: "an instructor" },
};

interface DemoDoorsProps {
  accounts: SignInOptionsOutput["demo"];
  next: string;
  busy: boolean;
  onEnter: (attempt: () => Promise<Attempt>) => Promise<void>;
}

/** The demo accounts, one press each; nothing while the demo is off. */
export function DemoDoors({ accounts, next, busy, onEnter }: DemoDoorsProps) {
  if (accounts.length === 0) return null;
  return (
    <section aria-label="Demo accounts">
      <Or>or look around first, nothing to fill in</Or>
      <ul className="card overflow-hidden">
        {accounts.map(({ id, name }) => {
          const { icon: Icon, about } = DOORS[id];
          return (
            <li key={id} className="border-line not-first:border-t">
              <button
                type="button"
                className="flex w-full cursor-pointer items-center gap-3.5 px-4 py-3 text-left -outline-offset-2 hover:bg-hover"
                aria-disabled={busy}
                onClick={() => void onEnter(() => continueAsDemo(id, next))}
              >
                <Icon className="ico text-ink-3" aria-hidden="true" />
                <span className="grow">
                  <span className="block font-medium">Continue as demo {id}</span>
                  <span className="text-[12.5px] text-ink-3">
                    {name}: {about}
                  </span>
                </span>
                <ArrowRight className="ico s text-ink-3" aria-hidden="true" />
              </button>
            </li>
          );
        })}
      </ul>
      <p className="hint mt-4.5 text-center">Everybody who uses this copy of Quorum shares these three.</p>
    </section>
  );
}
