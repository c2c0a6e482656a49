/**
 * Where a browser keeps what no server has confirmed. Each opening of a lab has a place of its own: two tabs of one lab
 * type two texts, and neither may take away, by saving, what the other one waits with.
 */
import { type KeptDraft, readKept } from "./draft-state";

/** What is needed of localStorage and sessionStorage. Both may refuse anything at any time. */
export type Shelves = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export interface DraftShelf {
  /** What was left here: by this tab before it was loaded again, otherwise by another one. */
  readonly found: KeptDraft | null;
  /** Keeps a text in place of the one before; null: there is nothing to keep any more. */
  readonly keep: (draft: KeptDraft | null) => void;
}

interface ShelfOf {
  /** Kept beyond the tab: localStorage */
  readonly browser: () => Shelves;
  /** Kept as long as the tab: sessionStorage */
  readonly tab: () => Shelves;
  /** Of the learner and the lab */
  readonly name: string;
  /** Of this opening of the lab, and of no other */
  readonly id: string;
}

/** A text that is found moves to the new place with the first `keep`; more than one are found one opening after the other. */
export function openShelf({ browser, tab, name, id }: ShelfOf): DraftShelf {
  const placeOf = (opening: string) => `${name}/${opening}`;
  const before = attempt(() => tab().getItem(name));
  attempt(() => tab().setItem(name, id));
  const places = attempt(() => Array.from({ length: browser().length }, (_, index) => browser().key(index) ?? "")) ?? [];
  const own = before === null ? [] : [placeOf(before)];
  let foundAt: string | null = null;
  let found: KeptDraft | null = null;
  for (const place of [...own, ...places.filter((one) => one.startsWith(placeOf(""))).toSorted()]) {
    found = readKept(attempt(() => browser().getItem(place)));
    if (found === null) continue;
    foundAt = place;
    break;
  }
  const keep = (draft: KeptDraft | null) => {
    attempt(() => (draft === null ? browser().removeItem(placeOf(id)) : browser().setItem(placeOf(id), JSON.stringify(draft))));
    // Only when it is safe in the new place does it leave the old one.
    if (foundAt === null || (draft !== null && attempt(() => browser().getItem(placeOf(id))) === null)) return;
    const old = foundAt;
    attempt(() => browser().removeItem(old));
    foundAt = null;
  };
  return { found, keep };
}

/** A private window or a full disk refuses: then the server is the only keeper, and the words beside the title tell whether it has the text. */
function attempt<Value>(action: () => Value): Value | null {
  try {
    return action();
  } catch {
    return null;
  }
}
