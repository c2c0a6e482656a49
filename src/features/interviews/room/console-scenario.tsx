import type { ConsoleView } from "@/contracts/interviews/rooms";
import { References } from "@/ui/references";
import { number } from "@/ui/words";
import styles from "./console.module.css";

/** What a good interview of this scenario holds: read before it, looked up during it. */
export function ConsoleScenario({ script: { phases, estimates, deepDives, commonMistakes, references } }: { script: ConsoleView }) {
  return (
    <>
      <Folded title="Guide by phase">
        <dl>
          {phases.map(({ name, minutes, guide }) => (
            <div key={name}>
              <dt>
                {name} <span className="num muted">{minutes} min</span>
              </dt>
              <dd>{guide}</dd>
            </div>
          ))}
        </dl>
      </Folded>
      <Folded title="Expected numbers">
        <dl>
          {estimates.map(({ target, inputs, formula, value, unit, decides }) => (
            <div key={target}>
              <dt>
                {target}: <b className="num">{number(value)}</b> {unit}
              </dt>
              <dd>
                <code>{formula}</code> with {Object.entries(inputs).map(([name, given]) => `${name} = ${number(given)}`).join(", ")}. {decides}
              </dd>
            </div>
          ))}
        </dl>
      </Folded>
      <Folded title="Deep dives">
        {deepDives.map(({ question, points }) => (
          <div key={question}>
            <p className={styles.question}>{question}</p>
            <ul className={styles.dashes}>
              {points.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          </div>
        ))}
      </Folded>
      <Folded title="Common mistakes">
        <ul className={styles.dashes}>
          {commonMistakes.map((mistake) => (
            <li key={mistake}>{mistake}</li>
          ))}
        </ul>
      </Folded>
      <Folded title="Sources">
        <References references={references} />
      </Folded>
    </>
  );
}

function Folded({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <details className={`${styles.part} ${styles.folded}`}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
