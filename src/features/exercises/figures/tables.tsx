import type { Figure } from "@/contracts/exercises/figure";
import { entryId } from "@/domain/exercises/figure-parts";
import styles from "./figures.module.css";
import { markedPart, type PartMarks } from "./part-marks";

type Of<Kind> = Extract<Figure, { kind: Kind }>;

export function PlainTable({ figure: { caption, columns, rows } }: { figure: Of<"table"> }) {
  return (
    <div className={styles.scroller} tabIndex={0} role="group" aria-label={caption}>
      <table className={`${styles.table} num`}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col">
                {column === "" ? <span className="sr">Number</span> : column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((text, column) => (
                <td key={column}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Logs as rows of boxes: a table, so that every box can be read with its index. The line is a thick edge, and words. */
export function LogsTable({ figure: { caption, logs, lineName }, marks }: { figure: Of<"logs">; marks?: PartMarks | undefined }) {
  const longest = Math.max(1, ...logs.map(({ entries }) => entries.length));
  const indexes = Array.from({ length: longest }, (_, index) => index + 1);
  return (
    <div className={styles.scroller} tabIndex={0} role="group" aria-label={caption}>
      <table className={`${styles.logs} num`}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">Server</span>
            </th>
            {indexes.map((index) => (
              <th key={index} scope="col">
                {index}
              </th>
            ))}
            <th scope="col">
              <span className="sr">Note</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {logs.map(({ name, entries, line, note }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {indexes.map((index) => {
                const part = index <= entries.length ? markedPart(marks, "entries", entryId(name, index)) : null;
                return (
                  <td key={index} className={`${index <= entries.length ? styles.entry : ""} ${index === line ? styles.line : ""} ${part?.className ?? ""}`} onClick={part?.onClick}>
                    {entries[index - 1] ?? ""}
                  </td>
                );
              })}
              <td className={styles.note}>{[line === undefined || lineName === null ? "" : `${lineName} ${line}`, note ?? ""].filter((words) => words !== "").join("; ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
