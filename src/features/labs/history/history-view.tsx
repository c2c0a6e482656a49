"use client";

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { counted } from "@/ui/words";
import { timeWords } from "../spacetime/describe-event";
import type { Story } from "../spacetime/read-story";
import styles from "./history.module.css";
import { layOutHistory, type Operation, operationsOf, operationWords, OUTCOME_WORDS, type Outcome, type PlacedOperation } from "./operations";

interface HistoryProps {
  readonly story: Story;
  readonly cursor: number;
  readonly asTable: boolean;
  readonly onChoose: (step: number) => void;
}

const OUTCOMES: readonly Outcome[] = ["ok", "fail", "info"];
/** What tells outcomes apart without a colour. */
const SIGNS: Readonly<Record<Outcome, string>> = { ok: "✓", fail: "×", info: "?", open: "…" };

/** What the clients saw: their requests as bars, one lane a client; or the same as a table. */
export function HistoryView({ story, cursor, asTable, onChoose }: HistoryProps) {
  const operations = useMemo(() => operationsOf(story), [story]);
  if (operations.length === 0) return <p className={styles.none}>No client asked for anything in this recording.</p>;
  const Shown = asTable ? HistoryTable : HistoryPicture;
  return <Shown operations={operations} cursor={cursor} onChoose={onChoose} />;
}

type ShownProps = Pick<HistoryProps, "cursor" | "onChoose"> & { readonly operations: readonly Operation[] };

const isAt = ({ from, to, outcome }: Operation, cursor: number): boolean => from === cursor || to === cursor || (outcome === "ok" && from !== null && to !== null && from < cursor && cursor < to);

/** Of a long history only what is in sight is made; beyond its edges so much. */
const BESIDE_PX = 300;
const NAME_PX = 52;

function HistoryPicture({ operations, cursor, onChoose }: ShownProps) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ left: 0, width: 900 });
  const layout = useMemo(() => layOutHistory(operations, view.width - NAME_PX - 24), [operations, view.width]);
  const here = layout.operations.find(({ operation }) => operation.to === cursor || operation.from === cursor);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setView((now) => ({ ...now, width: element.clientWidth })));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const x = here === undefined ? null : here.operation.from === cursor ? here.x1 : here.x2;
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || x === null) return;
    const room = element.clientWidth - NAME_PX;
    if (x < element.scrollLeft + 40 || x > element.scrollLeft + room - 60) element.scrollLeft = Math.max(x - room / 2, 0);
  }, [x, layout]);
  const isSeen = ({ x1, x2 }: PlacedOperation) => x2 > view.left - BESIDE_PX && x1 < view.left + view.width + BESIDE_PX;
  return (
    <>
      <div className={styles.box} ref={box} tabIndex={0} role="region" aria-label="History of the clients, scrolls sideways" onScroll={({ currentTarget: { scrollLeft } }) => setView((now) => ({ ...now, left: scrollLeft }))}>
        <div className={styles.sheet} style={{ width: layout.width + NAME_PX + 24 }} role="group" aria-label={`${counted(operations.length, "operation")} of ${counted(layout.clients.length, "client")}`}>
          {layout.clients.map((client, lane) => (
            <div key={client} className={styles.lane}>
              <span className={styles.client}>{client}</span>
              {layout.operations.filter((placed) => placed.lane === lane && isSeen(placed)).map((placed) => (
                <Bar key={placed.operation.number} placed={placed} isHere={isAt(placed.operation, cursor)} onChoose={onChoose} />
              ))}
            </div>
          ))}
        </div>
      </div>
      <ul className={styles.legend} aria-label="Symbols">
        {OUTCOMES.map((outcome) => (
          <li key={outcome}>
            <span className={`${styles.bar} ${styles[outcome]} ${styles.sample}`} aria-hidden="true">
              <i>{SIGNS[outcome]}</i>
            </span>
            {OUTCOME_WORDS[outcome]}
          </li>
        ))}
        <li>
          <span className={`${styles.bar} ${styles.ok} ${styles.violation} ${styles.sample}`} aria-hidden="true">
            <i>!</i>
          </span>
          cannot be placed
        </li>
        <li className="muted">one place for each request and each answer, in their order</li>
      </ul>
    </>
  );
}

function Bar({ placed: { operation, x1, x2 }, isHere, onChoose }: { placed: PlacedOperation; isHere: boolean; onChoose: (step: number) => void }) {
  const { outcome, asked, answered, isWitness, isViolation, from, to, fromUs, toUs } = operation;
  const look = [styles.bar, styles[outcome], isViolation ? styles.violation : isWitness ? styles.witness : "", isHere ? styles.here : ""].join(" ");
  const times = [fromUs, toUs].map((time) => (time === null ? "?" : timeWords(time))).join(" to ");
  return (
    <button type="button" className={look} style={{ left: NAME_PX + x1, width: x2 - x1 }} onClick={() => onChoose(to ?? from ?? 1)} title={`${operationWords(operation)}\n${times}`} aria-label={`${operationWords(operation)}; ${times}`} aria-current={isHere ? "step" : undefined}>
      <i aria-hidden="true">{isViolation ? "!" : SIGNS[outcome]}</i>
      <span aria-hidden="true">
        {asked} {answered !== "" && outcome !== "info" && `→ ${answered}`}
      </span>
    </button>
  );
}

const ROWS_MAX = 200;

function HistoryTable({ operations, cursor, onChoose }: ShownProps) {
  const here = operations.findIndex((operation) => isAt(operation, cursor));
  const first = Math.max(Math.min(here - ROWS_MAX / 2, operations.length - ROWS_MAX), 0);
  return (
    <div className={styles.tableBox} tabIndex={0} role="region" aria-label="Operations as a table">
      {operations.length > ROWS_MAX && (
        <p className="hint">
          {ROWS_MAX} of {counted(operations.length, "operation")} around the event at the cursor.
        </p>
      )}
      <table className="table">
        <thead>
          <tr>
            {["Client", "Node", "Asked", "Answer", "From", "To", "Outcome"].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {operations.slice(first, first + ROWS_MAX).map((operation) => (
            <tr key={operation.number} className={isAt(operation, cursor) ? "sel" : undefined}>
              <td className="mono">{operation.client}</td>
              <td className="mono">{operation.node}</td>
              <td>
                <button type="button" className="link" onClick={() => onChoose(operation.to ?? operation.from ?? 1)}>
                  {operation.asked}
                </button>
              </td>
              <td>{operation.answered}</td>
              <td className="num">{operation.fromUs === null ? "" : timeWords(operation.fromUs)}</td>
              <td className="num">{operation.toUs === null ? "" : timeWords(operation.toUs)}</td>
              <td>
                {OUTCOME_WORDS[operation.outcome]}
                {operation.isViolation ? ", cannot be placed" : operation.isWitness ? ", shows the violation" : ""}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
