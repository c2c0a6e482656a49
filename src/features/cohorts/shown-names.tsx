"use client";

import { Eye, EyeOff } from "lucide-react";
import { createContext, type ReactNode, useContext, useState } from "react";
import { HIDE_NAMES_COOKIE } from "./hide-names-cookie";

interface ShownNames {
  hidden: boolean;
  toggle: () => void;
}

const Names = createContext<ShownNames>({ hidden: false, toggle: () => undefined });

/** Whether learners go by their names on these pages: a screen that is shared shows numbers instead. */
export function ShownNamesProvider({ hidden: atFirst, children }: { hidden: boolean; children: ReactNode }) {
  const [hidden, setHidden] = useState(atFirst);
  const toggle = () => {
    setHidden(!hidden);
    // The server reads it too, so that no name is on the screen before this page has come to life.
    document.cookie = `${HIDE_NAMES_COOKIE}=${hidden ? "0" : "1"}; path=/teach; samesite=lax`;
  };
  return <Names value={{ hidden, toggle }}>{children}</Names>;
}

export const useNamesHidden = (): boolean => useContext(Names).hidden;

/** By what a learner goes: the name, or the place in the cohort's list. */
export function useShownName(): (name: string, index: number) => string {
  const { hidden } = useContext(Names);
  return (name, index) => (hidden ? `Learner ${index + 1}` : name);
}

export function HideNames() {
  const { hidden, toggle } = useContext(Names);
  return (
    <button type="button" className="btn sm ghost" aria-pressed={hidden} onClick={toggle}>
      {hidden ? <Eye className="ico s" aria-hidden="true" /> : <EyeOff className="ico s" aria-hidden="true" />}
      {hidden ? "Show names" : "Hide names"}
    </button>
  );
}
