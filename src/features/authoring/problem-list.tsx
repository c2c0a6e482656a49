import type { Problem } from "@/contracts/authoring/preview";
import styles from "./preview.module.css";

/** What `content -- check` says of a file, each with the line as it stands there. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  return (
    <ul className={styles.problems}>
      {problems.map(({ file, line, code, level, message, text }, index) => (
        <li key={index}>
          <span className="mono">
            {file}:{line}
          </span>{" "}
          {level === "warning" ? "Warning: " : ""}
          <b>{code}</b> {message}
          {text.trim() !== "" && (
            <pre tabIndex={0} aria-label={`Line ${line}`}>
              {text}
            </pre>
          )}
        </li>
      ))}
    </ul>
  );
}
