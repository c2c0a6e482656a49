/** Time that passes only when nothing is left to do at an instant. */
interface Planned {
  readonly at: number;
  readonly order: number;
  readonly work: () => void;
}

const isBefore = (a: Planned, b: Planned): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

export class VirtualTime {
  now = 0;
  private order = 0;
  /** In order, the next one last. */
  private readonly planned: Planned[] = [];

  /** What it returns cancels. */
  after(ms: number, work: () => void): () => void {
    const entry = { at: this.now + ms, order: (this.order += 1), work };
    let place = this.planned.length;
    while (place > 0 && isBefore(this.planned[place - 1] as Planned, entry)) place -= 1;
    this.planned.splice(place, 0, entry);
    return () => {
      const found = this.planned.indexOf(entry);
      if (found !== -1) this.planned.splice(found, 1);
    };
  }

  /** Runs all that is planned up to an instant, in order. */
  runUntil(end: number): void {
    for (let next = this.planned.at(-1); next !== undefined && next.at <= end; next = this.planned.at(-1)) {
      this.planned.pop();
      this.now = next.at;
      next.work();
    }
    this.now = end;
  }
}
