"use client";

/** The one caller of Excalidraw. Loaded by board.tsx on the pages that show a board, and in the browser only. */
import "@excalidraw/excalidraw/index.css";
import { Excalidraw, MainMenu } from "@excalidraw/excalidraw";
import type { AppState, ExcalidrawImperativeAPI, ExcalidrawProps } from "@excalidraw/excalidraw/types";
import styles from "./board.module.css";
import { useDark } from "./use-dark";

export type Canvas = ExcalidrawImperativeAPI;

interface CanvasProps {
  /** Looking only: no tools, nothing can be changed. */
  readonly isViewed: boolean;
  readonly onCanvas: (canvas: Canvas) => void;
  readonly onChange: (state: AppState) => void;
  readonly onPointer?: NonNullable<ExcalidrawProps["onPointerUpdate"]>;
}

/** What a room has no use for: pictures, files, frames and pages of others. */
const OFF: NonNullable<ExcalidrawProps["UIOptions"]> = {
  canvasActions: { changeViewBackgroundColor: false, clearCanvas: false, export: false, loadScene: false, saveToActiveFile: false, toggleTheme: false, saveAsImage: false },
  tools: { image: false },
};
const START: NonNullable<ExcalidrawProps["initialData"]> = { appState: { viewBackgroundColor: "transparent", currentItemRoundness: "sharp" }, scrollToContent: true };

/** Excalidraw without what leads out of the room. */
export function ExcalidrawCanvas({ isViewed, onCanvas, onChange, onPointer }: CanvasProps) {
  const isDark = useDark();
  return (
    <div className={isViewed ? `${styles.canvas} ${styles.viewed}` : styles.canvas}>
      <Excalidraw
        excalidrawAPI={onCanvas}
        initialData={START}
        onChange={(_elements, state) => onChange(state)}
        {...(onPointer === undefined ? {} : { onPointerUpdate: onPointer })}
        onPaste={({ files }: { files?: unknown }) => files === undefined}
        isCollaborating={!isViewed}
        viewModeEnabled={isViewed}
        theme={isDark ? "dark" : "light"}
        UIOptions={OFF}
        aiEnabled={false}
        validateEmbeddable={false}
        langCode="en"
      >
        {/* An own menu, for the usual one has links to other places. It is not shown. */}
        <MainMenu>{null}</MainMenu>
      </Excalidraw>
    </div>
  );
}
