import type { Drawing, Sheet } from "@/contracts/exercises/diagram";
import { type Box, type Line, lineId } from "@/domain/exercises/diagram/drawing";
import styles from "./diagram.module.css";
import { boxInWords, labelOf } from "./drawing-moves";
import { boxStyle, Stage } from "./stage";

interface PictureProps {
  sheet: Sheet;
  drawing: Drawing;
  caption: string;
  /** The numbers of what fails at a box or a line, by its id */
  numbersAt?: (id: string) => readonly number[];
}

/** A drawing to look at, with its text for whoever does not see it. */
export function Picture({ sheet, drawing, caption, numbersAt = () => [] }: PictureProps) {
  const badgeOf = (id: string): string | null => {
    const numbers = numbersAt(id);
    return numbers.length === 0 ? null : numbers.join(", ");
  };
  const fault = (id: string) => (badgeOf(id) === null ? "" : (styles.fault ?? ""));
  return (
    <figure className={styles.figure} aria-label={caption}>
      <div className={styles.scroller} tabIndex={0} role="group" aria-label={caption}>
        <Stage sheet={sheet} drawing={drawing} lineClass={(line) => fault(lineId(line))} lineBadge={(line: Line) => badgeOf(lineId(line))}>
          {drawing.boxes.map((box: Box) => (
            <div key={box.id} className={`${styles.box} ${styles.still} ${fault(box.id)}`} style={boxStyle(sheet, box)} aria-hidden="true">
              {labelOf(sheet, drawing, box)}
              {badgeOf(box.id) !== null && <span className={styles.badge}>{badgeOf(box.id)}</span>}
            </div>
          ))}
        </Stage>
      </div>
      <figcaption>{caption}</figcaption>
      <ul className="sr">
        {drawing.boxes.map((box) => (
          <li key={box.id}>
            {boxInWords(sheet, drawing, box)}
            {badgeOf(box.id) !== null && `; here fails requirement ${badgeOf(box.id)}`}.
          </li>
        ))}
      </ul>
    </figure>
  );
}
