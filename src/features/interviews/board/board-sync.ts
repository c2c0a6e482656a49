/**
 * Between Excalidraw's scene and the room's board, without Excalidraw: what was drawn here becomes patches, and what came
 * from elsewhere becomes changed elements. `shown` is what both sides last agreed on; Excalidraw changes elements in
 * place, so it is a copy. Rules BS: SPEC.md beside this file.
 */
import { type Board, inOrderOfDrawing } from "@/domain/interviews/board/board";
import { diffElements } from "@/domain/interviews/board/diff-elements";
import { drawOn } from "@/domain/interviews/board/draw-on";
import { fieldsOf, isKnownType } from "@/domain/interviews/board/element-fields";
import type { BoardElement, BoardPatch } from "@/domain/interviews/board/patch";

/** An element as a scene has it: with what each browser counts for itself. */
export interface SceneElement extends BoardElement {
  readonly version: number;
  readonly versionNonce: number;
  readonly updated: number;
}

const NONCE_MAX = 2 ** 31;

export class BoardSync {
  private readonly shown = new Map<string, BoardElement>();
  /** Of each element of the scene the version that was last compared: what has not changed since is not looked at. */
  private readonly seen = new Map<string, number>();

  /** What was drawn in the scene since the last time. What no board would take is left out, and `merged` takes it back. */
  drawn(scene: readonly SceneElement[]): readonly BoardPatch[] {
    return scene.flatMap((element) => {
      if (this.seen.get(element.id) === element.version) return [];
      this.seen.set(element.id, element.version);
      return this.drawnOf(element);
    });
  }

  private drawnOf(element: SceneElement): readonly BoardPatch[] {
    const before = this.shown.get(element.id);
    // What was drawn and deleted before anybody saw it (a click that made no shape) was never there.
    if (!isKnownType(element.type) || (before === undefined && element.isDeleted)) return [];
    const after = travelling(element);
    const patches = diffElements(before, after);
    if (patches.length === 0) return [];
    this.shown.set(element.id, after);
    return drawOn(before === undefined ? new Map() : new Map([[element.id, before]]), patches).ok ? patches : [];
  }

  /**
   * The whole scene with the board's state in it, in the order of drawing; null: it shows that already. Call `drawn` just
   * before. Elements that are held (somebody is at them with the mouse or the keys) are left alone until they are let go.
   */
  merged(scene: readonly SceneElement[], board: Board, held: ReadonlySet<string>): readonly SceneElement[] | null {
    const inScene = new Map(scene.map((element) => [element.id, element]));
    const changed = new Map<string, SceneElement>();
    for (const [id, element] of board) {
      if (held.has(id)) continue;
      const local = inScene.get(id);
      if (local === undefined || !this.isShown(element)) changed.set(id, this.show(element, local));
    }
    for (const [id] of this.shown) {
      const local = inScene.get(id);
      if (board.has(id) || held.has(id)) continue;
      this.shown.delete(id);
      if (local !== undefined) changed.set(id, this.counted({ ...local, isDeleted: true }, local));
    }
    for (const local of scene) {
      if (!isKnownType(local.type) && !local.isDeleted && !held.has(local.id)) changed.set(local.id, this.counted({ ...local, isDeleted: true }, local));
    }
    return changed.size === 0 ? null : inOrderOfDrawing([...new Map([...inScene, ...changed]).values()]);
  }

  /**
   * The room refused patches. Points that were refused to a stroke that is still being drawn (somebody resized it
   * meanwhile) come again as the whole stroke; everything else is taken back by `merged`.
   */
  refused(patches: readonly BoardPatch[], board: Board, held: ReadonlySet<string>): void {
    for (const patch of patches) {
      if (patch.op !== "append" || !held.has(patch.id)) continue;
      const confirmed = board.get(patch.id);
      if (confirmed === undefined) continue;
      this.shown.set(patch.id, confirmed);
      this.seen.delete(patch.id);
    }
  }

  private isShown(element: BoardElement): boolean {
    const shown = this.shown.get(element.id);
    if (shown === element) return true;
    if (shown === undefined || diffElements(shown, element).length > 0) return false;
    this.shown.set(element.id, element);
    return true;
  }

  private show(element: BoardElement, local: SceneElement | undefined): SceneElement {
    this.shown.set(element.id, element);
    return this.counted({ ...local, ...element }, local);
  }

  /** A version above the one before makes Excalidraw draw it anew; that `drawn` need not look at it is noted. */
  private counted(element: BoardElement, local: SceneElement | undefined): SceneElement {
    const version = (local?.version ?? 0) + 1;
    this.seen.set(element.id, version);
    return { ...element, version, versionNonce: ((local?.versionNonce ?? 0) + 1) % NONCE_MAX, updated: local?.updated ?? 1 };
  }
}

/** A copy of what of an element travels; what it does not have is left out. */
export function travelling(element: BoardElement): BoardElement {
  const copy: Record<string, unknown> = { id: element.id, type: element.type };
  for (const field of fieldsOf(element.type)) if (element[field] !== undefined) copy[field] = copyOf(element[field]);
  return copy as BoardElement;
}

/** Of plain JSON; many times as fast as structuredClone, which matters where it is done at every stroke of a pen. */
function copyOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  return Object.fromEntries(Object.entries(value).map(([field, member]) => [field, copyOf(member)]));
}
