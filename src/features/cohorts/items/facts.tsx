import type { ReactNode } from "react";
import styles from "./items.module.css";

/** Figures side by side. */
export const Facts = ({ children }: { children: ReactNode }) => <dl className={`${styles.facts} num`}>{children}</dl>;

/** A figure, and what it stands on. */
export function Fact({ name, value, more }: { name: string; value: string; more: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value}
        <small>{more}</small>
      </dd>
    </div>
  );
}
