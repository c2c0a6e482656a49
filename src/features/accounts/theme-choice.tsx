"use client";

import { useMutation } from "@tanstack/react-query";
import { Monitor, Moon, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Theme } from "@/contracts/accounts/accounts";
import { useTRPC, wordsOf } from "../trpc";
import { Outcome } from "@/ui/form-parts";

const THEMES = [
  { theme: "system", label: "As the system", icon: Monitor },
  { theme: "light", label: "Light", icon: Sun },
  { theme: "dark", label: "Dark", icon: Moon },
] as const;

/** Shown at once, kept on the server; if it could not be kept, the old one comes back. */
export function ThemeChoice({ theme: saved }: { theme: Theme }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [theme, setTheme] = useState(saved);
  const show = (next: Theme) => {
    setTheme(next);
    document.documentElement.dataset.theme = next;
  };
  const update = useMutation(
    trpc.accounts.updateTheme.mutationOptions({ onSuccess: () => router.refresh(), onError: () => show(saved) }),
  );
  return (
    <>
      <fieldset className="m-0 grid gap-2 border-0 p-0 sm:grid-cols-3">
        <legend className="sr">Theme</legend>
        {THEMES.map(({ theme: one, label, icon: Icon }) => (
          <label
            key={one}
            className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-control border border-line-strong px-3 text-[13px] font-medium has-checked:border-ink has-checked:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              name="theme"
              className="sr"
              value={one}
              checked={theme === one}
              onChange={() => {
                show(one);
                update.mutate({ theme: one });
              }}
            />
            <Icon className="ico text-ink-3" aria-hidden="true" />
            {label}
          </label>
        ))}
      </fieldset>
      <Outcome problem={update.isError ? `${wordsOf(update.error)} The theme is as it was.` : null} />
    </>
  );
}
