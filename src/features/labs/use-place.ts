"use client";

import { useRef, useState } from "react";

/** A place in the program that the results point to, and the way to show it. */
export function usePlace() {
  const [mark, setMark] = useState<{ line: number; say: string } | null>(null);
  const program = useRef<HTMLElement>(null);
  const show = (line: number, _column: number, say: string) => {
    setMark({ line, say });
    program.current?.querySelectorAll("li")[line - 1]?.scrollIntoView({ block: "center" });
  };
  return { mark, program, show };
}
