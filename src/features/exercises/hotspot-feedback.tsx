import type { PublicBody } from "@/contracts/exercises/exercises";
import type { Figure } from "@/contracts/exercises/figure";
import { Prose } from "@/ui/prose";
import { VerdictMark } from "@/ui/verdict";
import styles from "./feedback.module.css";
import { FigureView } from "./figures/figure-view";
import type { PartState } from "./figures/part-marks";
import { markPart } from "./marks";

interface HotspotFeedbackProps {
  body: Extract<PublicBody, { type: "hotspot" }>;
  figure: Figure;
  taken: readonly string[];
  right: readonly string[];
}

/** The figure with what was taken and what is right, and the same in words. */
export function HotspotFeedback({ body: { among, parts, several }, figure, taken, right }: HotspotFeedbackProps) {
  const stateOf = (id: string): PartState => {
    if (taken.includes(id)) return right.includes(id) ? "pass" : "fail";
    return right.includes(id) ? "missed" : "free";
  };
  const shown = parts.filter(({ key }) => stateOf(key) !== "free");
  return (
    <>
      <FigureView figure={figure} marks={{ among, stateOf, onPress: null }} />
      <ul>
        {shown.map(({ key, html }) => {
          const mark = markPart(several, right.includes(key), taken.includes(key));
          return (
            <li key={key} className={styles.part}>
              <span className={`v ${mark.kind ?? ""} ${styles.mark}`}>{mark.kind !== null && <VerdictMark kind={mark.kind} />}</span>
              <span className="grow">
                <Prose html={html} inline />
              </span>
              <span className={`v ${mark.kind ?? ""} ${styles.word}`}>{mark.word}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
