/** How far this machine's clock is from the database's: of several pings the one that was answered fastest errs least. */
export class ClockOffset {
  private best: { readonly rttMs: number; readonly offsetMs: number } | null = null;

  /** Milliseconds to add to the own clock. */
  get offsetMs(): number {
    return this.best?.offsetMs ?? 0;
  }

  /** A new series: an old offset counts until a ping was answered. */
  begin(): void {
    this.best = this.best === null ? null : { ...this.best, rttMs: Infinity };
  }

  /** One ping, sent and answered by the own clock, with the server's time between. */
  heard(sentAt: number, serverAt: number, answeredAt: number): void {
    const rttMs = answeredAt - sentAt;
    if (this.best !== null && rttMs >= this.best.rttMs) return;
    this.best = { rttMs, offsetMs: serverAt - (sentAt + answeredAt) / 2 };
  }
}
