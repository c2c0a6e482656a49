/** The addresses of interviews. */

export const roomHref = (roomId: string): string => `/rooms/${roomId}`;
export const reportHref = (roomId: string): string => `/interviews/${roomId}/report`;
export const invitationHref = (token: string): string => `/interviews/join/${token}`;

/** The replay, at a moment of the interview or at its start. */
export const replayHref = (roomId: string, atMs?: number): string =>
  `/interviews/${roomId}/replay${atMs === undefined ? "" : `?t=${momentParam(atMs)}`}`;

/** "29m40" for 29 minutes and 40 seconds. */
export function momentParam(atMs: number): string {
  const seconds = Math.max(0, Math.floor(atMs / 1000));
  return `${Math.floor(seconds / 60)}m${String(seconds % 60).padStart(2, "0")}`;
}

/** Milliseconds from the start; null for what is no moment. */
export function readMoment(param: string | undefined): number | null {
  const found = /^(\d{1,4})m([0-5]\d)$/.exec(param ?? "");
  return found === null ? null : (Number(found[1]) * 60 + Number(found[2])) * 1000;
}
