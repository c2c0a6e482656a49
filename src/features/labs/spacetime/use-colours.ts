"use client";

import { useEffect, useState } from "react";
import { COLOURS, type Colours } from "./paint-coarse";

/** The names stand for two colours each, of which the page's theme takes one: an element tells which. */
function read(): Colours {
  const probe = document.body.appendChild(document.createElement("i"));
  const colours = COLOURS.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(colours) as Record<(typeof COLOURS)[number], string>;
}

/** The theme's colours as a canvas needs them, and anew when the theme changes; null until the page stands. */
export function useColours(): Colours | null {
  const [colours, setColours] = useState<Colours | null>(null);
  useEffect(() => {
    const update = () => setColours(read());
    update();
    const observer = new MutationObserver(update);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", update);
    return () => {
      observer.disconnect();
      system.removeEventListener("change", update);
    };
  }, []);
  return colours;
}
