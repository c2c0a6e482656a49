/** The addresses of labs. */

/** Stands in place of a run's id where a run was made in this browser: its recordings lie in the storage of the tab. */
export const BROWSER_RUN = "browser";

export const labHref = (labId: string): string => `/labs/${labId}`;
export const runHref = (labId: string, runId: string): string => `/labs/${labId}/runs/${runId}`;

/** The diagram of a seed that ran in this browser: of one's own text, or of the program of a shared run. */
export const browserSeedHref = (labId: string, of: string | null, n: number, check: string): string =>
  `${seedHref(labId, BROWSER_RUN, n, check)}${of === null ? "" : `&of=${of}`}`;

/** The diagram of one seed's run, as it explains a check. */
export const seedHref = (labId: string, runId: string, n: number, check: string): string => `${runHref(labId, runId)}/seeds/${n}?check=${encodeURIComponent(check)}`;
