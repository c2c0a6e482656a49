"use client";

import { useSyncExternalStore } from "react";

/** Whether the page is dark: by the reader's choice, or by the machine's. */
export const useDark = (): boolean => useSyncExternalStore(watch, isDark, () => false);

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}

function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  const machine = matchMedia("(prefers-color-scheme: dark)");
  machine.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    machine.removeEventListener("change", changed);
  };
}
