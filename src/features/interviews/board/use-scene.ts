"use client";

import { CaptureUpdateAction } from "@excalidraw/excalidraw";
import type { AppState, Collaborator, SocketId } from "@excalidraw/excalidraw/types";
import { type RefObject, useCallback, useEffect, useMemo, useRef } from "react";
import { type Board, drawnElements } from "@/domain/interviews/board/board";
import type { Changing, LiveBoard, PointerOf } from "../room/room-session";
import { BoardSync, type SceneElement } from "./board-sync";
import type { Canvas } from "./excalidraw-canvas";
import { heldElements } from "./held-elements";

/** Local and remote changes are exchanged at most this often: what others see is this much late. */
const EXCHANGE_MS = 50;

/** Tools that make what no board holds. */
const NO_TOOLS: readonly string[] = ["image", "frame", "magicframe", "embeddable"];

/**
 * Joins a canvas to a board: what is drawn goes to `live`, what is on the board is shown. Without `live` it only shows.
 * At first all of `whole` is in view, which is the board of that moment where it is null.
 */
export class SceneJoin {
  private isReady = false;
  /** Afterwards the view is the reader's own. */
  private isFitted = false;
  private planned: ReturnType<typeof setTimeout> | null = null;
  private readonly sync = new BoardSync();

  constructor(
    private readonly place: RefObject<Canvas | null>,
    private readonly scene: Changing<Board>,
    private readonly live: LiveBoard | null,
    private readonly whole: Board | null,
  ) {}

  private get canvas(): Canvas | null {
    return this.place.current;
  }

  /** Excalidraw shows an empty scene first, over whatever it was given before: the board comes after its first change. */
  changed(state: AppState): void {
    this.isReady = true;
    if (NO_TOOLS.includes(state.activeTool.type)) this.canvas?.setActiveTool({ type: "selection" });
    this.plan();
  }

  plan(): void {
    this.planned ??= setTimeout(() => this.exchange(), EXCHANGE_MS);
  }

  exchange(): void {
    if (this.planned !== null) clearTimeout(this.planned);
    this.planned = null;
    const { canvas } = this;
    if (canvas === null || !this.isReady) return;
    const elements = canvas.getSceneElementsIncludingDeleted() as unknown as readonly SceneElement[];
    const patches = this.live === null ? [] : this.sync.drawn(elements);
    if (patches.length > 0) this.live?.draw(patches);
    const held = this.live === null ? new Set<string>() : heldElements(canvas.getAppState());
    const merged = this.sync.merged(elements, this.scene.current(), held);
    // NEVER: what others do is not for the own undo.
    if (merged !== null) canvas.updateScene({ elements: merged as never, captureUpdate: CaptureUpdateAction.NEVER });
    if (!this.isFitted) this.fit(canvas);
  }

  private fit(canvas: Canvas): void {
    this.isFitted = true;
    const all = drawnElements(this.whole ?? this.scene.current());
    if (all.length > 0) canvas.scrollToContent(all as never, { fitToContent: true, animate: false, maxZoom: 1 });
  }

  refused: Parameters<LiveBoard["onRefused"]>[0] = (patches) => {
    if (this.canvas === null) return;
    this.sync.refused(patches, this.scene.current(), heldElements(this.canvas.getAppState()));
    this.plan();
  };

  point(pointers: readonly PointerOf[], nameOf: (memberId: string) => string): void {
    const people = pointers.map(({ memberId, x, y, tool, selected }): [SocketId, Collaborator] => {
      const selectedElementIds = Object.fromEntries(selected.map((id) => [id, true as const]));
      return [memberId as SocketId, { id: memberId, username: nameOf(memberId), pointer: { x, y, tool }, selectedElementIds }];
    });
    this.canvas?.updateScene({ collaborators: new Map(people), captureUpdate: CaptureUpdateAction.NEVER });
  }

  close(): void {
    this.exchange();
    if (this.planned !== null) clearTimeout(this.planned);
  }
}

export interface SceneOfCanvas {
  readonly canvas: RefObject<Canvas | null>;
  readonly open: (canvas: Canvas) => void;
  readonly changed: (state: AppState) => void;
}

export interface SceneOptions {
  readonly live?: LiveBoard | null;
  /** Names a member whose pointer is shown. */
  readonly nameOf?: (memberId: string) => string;
  /** What is to be in view at first, where it is more than the scene of that moment. */
  readonly whole?: Board | null;
}

const noName = () => "";

/** Joins the page's canvas to a board for as long as both are there. */
export function useScene(scene: Changing<Board>, { live = null, nameOf = noName, whole = null }: SceneOptions): SceneOfCanvas {
  const canvas = useRef<Canvas | null>(null);
  const join = useRef<SceneJoin | null>(null);
  const names = useRef(nameOf);
  useEffect(() => {
    names.current = nameOf;
  });
  useEffect(() => {
    const opened = new SceneJoin(canvas, scene, live, whole);
    join.current = opened;
    const ends = [scene.subscribe(() => opened.plan())];
    if (live !== null) {
      const point = () => opened.point(live.pointers.current(), names.current);
      ends.push(live.pointers.subscribe(point), live.onRefused(opened.refused));
    }
    // What was drawn a moment ago is kept before the page is gone.
    const leave = () => opened.exchange();
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      for (const end of ends) end();
      opened.close();
    };
  }, [scene, live, whole]);
  const open = useCallback((opened: Canvas) => void (canvas.current = opened), []);
  const changed = useCallback((state: AppState) => join.current?.changed(state), []);
  return useMemo(() => ({ canvas, open, changed }), [open, changed]);
}
