import type { CSSProperties, ReactNode, Ref } from "react";
import type { Drawing, Sheet } from "@/contracts/exercises/diagram";
import { type Box, type Line, lineId } from "@/domain/exercises/diagram/drawing";
import styles from "./diagram.module.css";
import { BOX, linePath, type LinePath, middleOf, middleOfPath, sheetSize, zoneFrames } from "./sheet-layout";

const HEAD = 8;

/** Where a box lies, as a style. */
export function boxStyle(sheet: Sheet, box: Box): CSSProperties {
  const { x, y } = middleOf(sheet, box);
  return { left: x - BOX.width / 2, top: y - BOX.height / 2, width: BOX.width, height: BOX.height };
}

interface StageProps {
  sheet: Sheet;
  drawing: Drawing;
  /** How a line is to look */
  lineClass?: (line: Line) => string;
  /** What stands at the middle of a line */
  lineBadge?: (line: Line) => string | null;
  onLine?: ((line: Line) => void) | undefined;
  /** Boxes, laid over the lines */
  children: ReactNode;
  innerRef?: Ref<HTMLDivElement>;
}

/** Zones, and lines between boxes. What is seen here is also told in words beside it. */
export function Stage({ sheet, drawing, lineClass = () => "", lineBadge = () => null, onLine, children, innerRef }: StageProps) {
  const { width, height } = sheetSize(sheet);
  return (
    <div className={styles.stage} style={{ width, height }} ref={innerRef}>
      {zoneFrames(sheet).map(({ id, top, height: high }) => (
        <div key={id} className={styles.zone} style={{ top, height: high }} />
      ))}
      <svg className={styles.lines} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {drawing.lines.map((line) => {
          const path = linePath(sheet, drawing, line);
          return path && <LineShape key={lineId(line)} path={path} className={lineClass(line)} badge={lineBadge(line)} onSelect={onLine === undefined ? undefined : () => onLine(line)} />;
        })}
      </svg>
      {zoneFrames(sheet).map(({ id, name, top }) => (
        <span key={id} className={styles.zoneName} style={{ top: top + 4 }} aria-hidden="true">
          {name}
        </span>
      ))}
      {children}
    </div>
  );
}

interface LineShapeProps {
  path: LinePath;
  className: string;
  badge: string | null;
  onSelect: (() => void) | undefined;
}

function LineShape({ path, className, badge, onSelect }: LineShapeProps) {
  const { from, control, to } = path;
  const curve = `M${from.x} ${from.y}Q${control.x} ${control.y} ${to.x} ${to.y}`;
  const length = Math.hypot(to.x - control.x, to.y - control.y) || 1;
  const [ux, uy] = [(to.x - control.x) / length, (to.y - control.y) / length];
  const wing = (side: number) => `${to.x - ux * HEAD + uy * side * (HEAD / 2)},${to.y - uy * HEAD - ux * side * (HEAD / 2)}`;
  const middle = middleOfPath(path);
  return (
    <g className={`${styles.line} ${className}`} onClick={onSelect}>
      {onSelect !== undefined && <path d={curve} className={styles.hit} />}
      <path d={curve} className={styles.curve} />
      <polygon points={`${to.x},${to.y} ${wing(1)} ${wing(-1)}`} />
      {badge !== null && (
        <>
          <circle cx={middle.x} cy={middle.y} r={9} className={styles.lineBadge} />
          <text x={middle.x} y={middle.y + 4} textAnchor="middle">
            {badge}
          </text>
        </>
      )}
    </g>
  );
}
