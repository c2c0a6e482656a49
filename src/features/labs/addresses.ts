/** The addresses of labs. */
import type { ManualBase } from "@/domain/labs/by-hand";
import type { RunVersion } from "@/domain/labs/shown-recording";

/** Stands in place of a run's id where a run was made in this browser: its recordings lie in the storage of the tab. */
export const BROWSER_RUN = "browser";

export const labHref = (labId: string): string => `/labs/${labId}`;
export const runHref = (labId: string, runId: string): string => `/labs/${labId}/runs/${runId}`;

/** A run beside another one of its learner; it lies below the address of the run. */
export const compareHref = (run: string, other?: string): string => `${run}/compare${other === undefined ? "" : `?with=${other}`}`;

/** The diagram of a seed that ran in this browser: of one's own text, or of the program of a shared run. */
export const browserSeedHref = (labId: string, of: string | null, n: number, check: string): string =>
  `${seedHref(runHref(labId, BROWSER_RUN), n, check)}${of === null ? "" : `&of=${of}`}`;

const AS_RUN = "as-run";

/** The same diagram of the run as it was, where there is a shrunk one. */
export const asRunHref = (seed: string): string => `${seed}&run=${AS_RUN}`;

/** Which version of a run a query asks for: the shrunk one, if there is one, unless it says otherwise. */
export const versionWanted = (run: string | string[] | undefined): RunVersion => (run === AS_RUN ? AS_RUN : "shrunk");

/** The diagram of one seed, as it explains a check; it lies below the address of its run. */
export const seedHref = (run: string, n: number, check: string): string => `${run}/seeds/${n}?check=${encodeURIComponent(check)}`;

/** A run that is led by hand, from its beginning. `of`: the run whose program plays; null: one's own text. */
export function manualHref(labId: string, { base, of }: { readonly base: ManualBase | null; readonly of: string | null }): string {
  const query = new URLSearchParams();
  if (base?.kind === "search") query.set("search", base.search);
  else if (base !== null) query.set("seed", String(base.n));
  if (base?.kind === "shrunk") query.set("check", base.check);
  if (of !== null) query.set("of", of);
  return `${labHref(labId)}/by-hand${query.size === 0 ? "" : `?${query}`}`;
}

/** The same after so many events. */
export const manualHrefAfter = (manual: string, events: number): string => (events === 0 ? manual : `${manual}${manual.includes("?") ? "&" : "?"}from=${events}`);
