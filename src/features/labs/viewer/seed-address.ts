/** What of a view on a seed stands in its address, so that a link shows the same: event, node, mode. */
import type { TimeMode } from "../spacetime/place-times";

export interface SeedView {
  readonly event: number;
  /** The node in the inspector; null: that of the event */
  readonly node: string | null;
  readonly mode: TimeMode;
  /** Whether the clients' operations are shown instead of the space-time diagram */
  readonly isHistory: boolean;
}

const MODES: readonly TimeMode[] = ["time", "logical"];
const HISTORY = "history";
const NUMBER = /^\d{1,5}$/;

/** Reads `?e=13&n=n3&m=logical`; what makes no sense is as if it were not there. */
export function readSeedView(query: URLSearchParams, known: { readonly events: number; readonly nodes: readonly string[]; readonly start: number; /** Where the address names none */ readonly mode: TimeMode }): SeedView {
  const event = query.get("e") ?? "";
  const node = query.get("n");
  const wanted = NUMBER.test(event) ? Number(event) : 0;
  return {
    event: wanted >= 1 && wanted <= known.events ? wanted : known.start,
    node: node !== null && known.nodes.includes(node) ? node : null,
    mode: MODES.find((mode) => mode === query.get("m")) ?? known.mode,
    isHistory: query.get("view") === HISTORY,
  };
}

/** The query of a view, without its question mark; other parameters stay. */
export function writeSeedView(query: URLSearchParams, { event, node, mode, isHistory }: SeedView, usual: TimeMode): string {
  const next = new URLSearchParams(query);
  next.set("e", String(event));
  if (node === null) next.delete("n");
  else next.set("n", node);
  if (mode === usual) next.delete("m");
  else next.set("m", mode);
  if (isHistory) next.set("view", HISTORY);
  else next.delete("view");
  return next.toString();
}
