"use client";

import { useState } from "react";
import type { PublicBody } from "@/contracts/exercises/exercises";
import type { Figure } from "@/contracts/exercises/figure";
import { Prose } from "@/ui/prose";
import { FigureView } from "./figures/figure-view";
import styles from "./inputs.module.css";

interface HotspotInputProps {
  body: Extract<PublicBody, { type: "hotspot" }>;
  figure: Figure;
  taken: readonly string[];
  onChange: (taken: string[]) => void;
  describedBy: string;
  invalid: boolean;
}

/**
 * Parts of a figure, chosen in it or from the list below, which are the browser's own controls: keys and screen
 * readers work as ever, and the part that has the focus shows in the figure.
 */
export function HotspotInput({ body: { among, parts, several }, figure, taken, onChange, describedBy, invalid }: HotspotInputProps) {
  const [focused, setFocused] = useState<string | null>(null);
  const toggle = (key: string) => {
    if (!several) return onChange([key]);
    onChange(taken.includes(key) ? taken.filter((other) => other !== key) : [...taken, key]);
  };
  return (
    <div className={styles.hotspot}>
      <FigureView figure={figure} marks={{ among, stateOf: (id) => (taken.includes(id) ? "taken" : id === focused ? "near" : "free"), onPress: toggle }} />
      <div role="group" aria-label={several ? "The parts of the figure" : "The part of the figure"} aria-describedby={describedBy} aria-invalid={invalid || undefined}>
        <p className={styles.legend}>{several ? "Choose all that belong, in the figure or here" : "Choose one, in the figure or here"}</p>
        {parts.map(({ key, html }) => (
          <label key={key} className={styles.spot}>
            <input
              type={several ? "checkbox" : "radio"}
              name="part"
              checked={taken.includes(key)}
              onChange={() => toggle(key)}
              onFocus={() => setFocused(key)}
              onBlur={() => setFocused(null)}
            />
            <Prose html={html} inline />
          </label>
        ))}
      </div>
    </div>
  );
}
