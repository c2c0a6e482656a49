"use client";

import { Table2 } from "lucide-react";
import { createContext, type ReactNode, useContext, useId, useState } from "react";
import { useHotkeys } from "@/ui/hotkeys";
import styles from "./chart.module.css";

export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

interface Shown {
  isTable: (chart: string) => boolean;
  toggle: (chart: string) => void;
}

const Tables = createContext<Shown>({ isTable: () => false, toggle: () => undefined });

/** Charts that belong together: T turns all of them into tables and back, a chart's own button only that chart. */
export function ChartGroup({ charts, children }: { charts: readonly string[]; children: ReactNode }) {
  const [tables, setTables] = useState<readonly string[]>([]);
  const shown: Shown = {
    isTable: (chart) => tables.includes(chart),
    toggle: (chart) => setTables((open) => (open.includes(chart) ? open.filter((other) => other !== chart) : [...open, chart])),
  };
  useHotkeys({ t: () => setTables((open) => (open.length === charts.length ? [] : charts)) });
  return <Tables value={shown}>{children}</Tables>;
}

interface ChartProps {
  /** Its name within the group, also its heading */
  title: string;
  /** What the picture comes to, in one sentence */
  finding: string;
  legend?: ReactNode;
  table: ChartTable;
  /** The picture; null when there is too little to draw */
  children: ReactNode;
  className?: string | undefined;
}

/** A picture with a name and a finding, and the same as a table. */
export function Chart({ title, finding, legend, table, children, className = "" }: ChartProps) {
  const { isTable, toggle } = useContext(Tables);
  const id = useId();
  const asTable = isTable(title);
  return (
    <section className={`${styles.chart} ${className}`} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id}>{title}</h2>
        {table.rows.length > 0 && (
          <button type="button" className={`btn ghost sm ${styles.toggle}`} aria-pressed={asTable} aria-keyshortcuts="T" onClick={() => toggle(title)}>
            <Table2 className="ico s" aria-hidden="true" />
            Table<span className="sr"> of {title}</span>
          </button>
        )}
      </header>
      <p className={styles.finding}>{finding}</p>
      {asTable ? <DataTable title={title} table={table} /> : children}
      {!asTable && legend}
    </section>
  );
}

function DataTable({ title, table: { head, rows } }: { title: string; table: ChartTable }) {
  return (
    <div className={styles.scroller} role="region" aria-label={`${title}, as a table`} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            {head.map((name, index) => (
              <th key={name} scope="col" className={index === 0 ? undefined : "r"}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row[0]}>
              {row.map((cell, index) => (
                <td key={head[index]} className={index === 0 ? undefined : "r"}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
