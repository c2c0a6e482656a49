"use client";

import { CaptureUpdateAction, restoreElements } from "@excalidraw/excalidraw";
import { Database, Layers, Rows2, SplitSquareHorizontal } from "lucide-react";
import type { RefObject } from "react";
import { newId } from "@/ui/new-id";
import styles from "./board.module.css";
import type { Canvas } from "./excalidraw-canvas";
import { drawPart, PART_KINDS, type PartKind } from "./parts";

const ICONS = { "load balancer": SplitSquareHorizontal, queue: Rows2, database: Database, cache: Layers } satisfies Record<PartKind, unknown>;

/** Puts ready parts in the middle of what is seen. */
export function PartPalette({ canvas }: { canvas: RefObject<Canvas | null> }) {
  const put = async (kind: PartKind) => {
    // A text that is drawn before its font is there keeps the look of another one.
    await document.fonts.load("20px Excalifont").catch(() => undefined);
    if (canvas.current === null) return;
    const { scrollX, scrollY, width, height, zoom } = canvas.current.getAppState();
    const middle = { x: width / 2 / zoom.value - scrollX, y: height / 2 / zoom.value - scrollY };
    const added = restoreElements(drawPart(kind, middle, newId) as never, null);
    canvas.current.updateScene({
      elements: [...canvas.current.getSceneElementsIncludingDeleted(), ...added],
      appState: { selectedElementIds: Object.fromEntries(added.map(({ id }) => [id, true as const])) },
      captureUpdate: CaptureUpdateAction.IMMEDIATELY,
    });
  };
  return (
    <div className={styles.parts} role="toolbar" aria-label="Parts">
      {PART_KINDS.map((kind) => {
        const Icon = ICONS[kind];
        return (
          <button key={kind} type="button" aria-label={`Add a ${kind}`} title={`Add a ${kind}`} onClick={() => void put(kind)}>
            <Icon size={17} strokeWidth={1.75} aria-hidden />
          </button>
        );
      })}
    </div>
  );
}
