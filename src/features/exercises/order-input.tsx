"use client";

import { ChevronDown, ChevronUp, GripVertical, Plus, X } from "lucide-react";
import type { Choice } from "@/contracts/exercises/exercises";
import { Prose } from "@/ui/prose";
import styles from "./inputs.module.css";
import { gripId, useOrdering } from "./use-ordering";

interface OrderInputProps {
  items: readonly Choice[];
  hasDecoys: boolean;
  sequence: readonly string[];
  onChange: (sequence: string[]) => void;
  describedBy: string;
}

const textId = (key: string): string => `item-${key}`;

/** Things to put in order. Items that do not belong go to the tray below. */
export function OrderInput({ items, hasDecoys, sequence, onChange, describedBy }: OrderInputProps) {
  const ordering = useOrdering({ sequence, canPutAside: hasDecoys, onChange });
  const { dragged, list, tray, step, putAside, use } = ordering;
  const rowClass = (key: string) => `${styles.item} ${dragged === key ? styles.dragged : ""}`;
  return (
    <div role="group" aria-label="Items to put in order" aria-describedby={`order-help ${describedBy}`} {...ordering.surface}>
      <p className={styles.legend} id="order-help">
        Drag by the grip, use the arrow keys on it, or the buttons
      </p>
      <ol className={styles.order} ref={list}>
        {sequence.map((key, index) => (
          <li key={key} data-key={key} className={rowClass(key)}>
            <button
              type="button"
              id={gripId(key)}
              className={styles.grip}
              aria-label={`Place ${index + 1}: move with the arrow keys`}
              aria-describedby={textId(key)}
              onKeyDown={(event) => ordering.onGripKey(event, key)}
              onPointerDown={(event) => ordering.take(event, key)}
            >
              <GripVertical className="ico" aria-hidden="true" />
            </button>
            <span className={`${styles.place} num`} aria-hidden="true">
              {index + 1}
            </span>
            <ItemText items={items} itemKey={key} />
            <MoveButtons
              itemKey={key}
              isFirst={index === 0}
              isLast={index === sequence.length - 1}
              onStep={(by) => step(key, by)}
              onAside={hasDecoys ? () => putAside(key) : null}
            />
          </li>
        ))}
      </ol>
      {hasDecoys && (
        <div ref={tray} className={styles.tray}>
          <p className={styles.legend}>Unused: put aside what does not belong</p>
          {sequence.length === items.length && <p className="hint">Nothing is put aside.</p>}
          <ul>
            {items
              .filter(({ key }) => !sequence.includes(key))
              .map(({ key }) => (
                <li key={key} className={rowClass(key)}>
                  <ItemText items={items} itemKey={key} />
                  <button type="button" id={gripId(key)} className={`btn sm ${styles.touch}`} aria-describedby={textId(key)} onClick={() => use(key)}>
                    <Plus className="ico s" aria-hidden="true" />
                    Use
                  </button>
                </li>
              ))}
          </ul>
        </div>
      )}
      <p className="sr" role="status">
        {ordering.said}
      </p>
    </div>
  );
}

function ItemText({ items, itemKey }: { items: readonly Choice[]; itemKey: string }) {
  return (
    <span id={textId(itemKey)} className="grow">
      <Prose html={items.find(({ key }) => key === itemKey)?.html ?? ""} inline />
    </span>
  );
}

interface MoveButtonsProps {
  itemKey: string;
  isFirst: boolean;
  isLast: boolean;
  onStep: (by: -1 | 1) => void;
  onAside: (() => void) | null;
}

/** aria-disabled and not disabled: the button under a finger or a focus must not vanish at the end of the list. */
function MoveButtons({ itemKey, isFirst, isLast, onStep, onAside }: MoveButtonsProps) {
  const common = { type: "button", className: `btn ghost sm icon ${styles.touch}`, "aria-describedby": textId(itemKey) } as const;
  return (
    <span className={styles.moves}>
      <button {...common} aria-label="Move up" aria-disabled={isFirst} onClick={() => onStep(-1)}>
        <ChevronUp className="ico" aria-hidden="true" />
      </button>
      <button {...common} aria-label="Move down" aria-disabled={isLast} onClick={() => onStep(1)}>
        <ChevronDown className="ico" aria-hidden="true" />
      </button>
      {onAside !== null && (
        <button {...common} aria-label="Put aside" onClick={onAside}>
          <X className="ico" aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
