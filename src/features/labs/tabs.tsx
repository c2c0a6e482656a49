"use client";

import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import styles from "./workspace.module.css";

interface Tab<Id extends string> {
  id: Id;
  label: ReactNode;
}

interface TabsProps<Id extends string> {
  name: string;
  tabs: readonly Tab<Id>[];
  at: Id;
  onChange: (id: Id) => void;
  children: ReactNode;
}

/** Tabs over one panel: the arrow keys walk, as the ARIA pattern has it. */
export function Tabs<Id extends string>({ name, tabs, at, onChange, children }: TabsProps<Id>) {
  const scope = useId();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = (tabs.findIndex(({ id }) => id === at) + step + tabs.length) % tabs.length;
    const tab = tabs[next];
    if (tab === undefined) return;
    onChange(tab.id);
    list.current?.querySelectorAll<HTMLButtonElement>("[role=tab]")[next]?.focus();
  };
  return (
    <>
      <div className={styles.tabs} role="tablist" aria-label={name} ref={list} onKeyDown={onKeyDown}>
        {tabs.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${scope}-${id}`}
            aria-selected={id === at}
            aria-controls={`${scope}-panel`}
            tabIndex={id === at ? 0 : -1}
            onClick={() => onChange(id)}
          >
            {label}
          </button>
        ))}
      </div>
      <div className={styles.reading} role="tabpanel" id={`${scope}-panel`} aria-labelledby={`${scope}-${at}`} tabIndex={0}>
        {children}
      </div>
    </>
  );
}
