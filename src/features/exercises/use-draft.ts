"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { Answer, PublicBody } from "@/contracts/exercises/exercises";
import { newId } from "@/ui/new-id";
import { type Draft, emptyAnswer, readDraft } from "./draft";

const listeners = new Set<() => void>();
/** Stands in where the browser refuses storage; then a draft lives as long as the page. */
const memory = new Map<string, string>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function read(name: string): string | null {
  try {
    return sessionStorage.getItem(name) ?? memory.get(name) ?? null;
  } catch {
    return memory.get(name) ?? null;
  }
}

function write(name: string, value: string | null): void {
  memory.delete(name);
  try {
    if (value === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, value);
  } catch {
    if (value !== null) memory.set(name, value);
  }
  for (const listener of listeners) listener();
}

/**
 * The answer to one variant while it is made, kept in this tab's storage: it survives a reload and a lost network,
 * and so does the id under which it is sent.
 */
export function useDraft(variantId: string, body: PublicBody) {
  const name = `quorum.exercise.${variantId}`;
  const stored = useSyncExternalStore(subscribe, () => read(name), () => null);
  const draft = useMemo(() => readDraft(body, stored), [body, stored]);
  const answer = useMemo(() => draft?.answer ?? emptyAnswer(body), [draft, body]);
  const keep = useCallback(
    (next: Answer): Draft => {
      const kept = { attemptId: readDraft(body, read(name))?.attemptId ?? newId(), answer: next };
      write(name, JSON.stringify(kept));
      return kept;
    },
    [body, name],
  );
  const forget = useCallback(() => write(name, null), [name]);
  return { answer, keep, forget, touched: draft !== null };
}
