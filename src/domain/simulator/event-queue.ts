/** What is yet to happen, from which whoever drives a cluster takes. */
export interface Agenda<Event> {
  readonly size: number;
  /** Time of the event that `take` gives, or Infinity. */
  readonly nextAtUs: number;
  schedule(atUs: number, event: Event): void;
  take(): Event;
}

/** A binary heap, earliest first; of two at the same time the one that was scheduled first. */
export class EventQueue<Event> implements Agenda<Event> {
  private readonly times: number[] = [];
  private readonly orders: number[] = [];
  private readonly events: Event[] = [];
  private scheduled = 0;

  get size(): number {
    return this.events.length;
  }

  /** Time of the earliest event, or Infinity. */
  get nextAtUs(): number {
    return this.times[0] ?? Infinity;
  }

  schedule(atUs: number, event: Event): void {
    const order = this.scheduled;
    this.scheduled += 1;
    let hole = this.events.length;
    this.put(hole, atUs, order, event);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!this.before(atUs, order, parent)) break;
      this.move(parent, hole);
      hole = parent;
    }
    this.put(hole, atUs, order, event);
  }

  /** Takes the earliest event out. The queue must not be empty. */
  take(): Event {
    const first = this.events[0] as Event;
    const atUs = this.times.pop() as number;
    const order = this.orders.pop() as number;
    const last = this.events.pop() as Event;
    const { length } = this.events;
    if (length === 0) return first;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= length) break;
      if (child + 1 < length && this.before(this.times[child + 1] as number, this.orders[child + 1] as number, child)) child += 1;
      if (this.before(atUs, order, child)) break;
      this.move(child, hole);
      hole = child;
    }
    this.put(hole, atUs, order, last);
    return first;
  }

  private before(atUs: number, order: number, index: number): boolean {
    const other = this.times[index] as number;
    return atUs < other || (atUs === other && order < (this.orders[index] as number));
  }

  private move(from: number, to: number): void {
    this.put(to, this.times[from] as number, this.orders[from] as number, this.events[from] as Event);
  }

  private put(index: number, atUs: number, order: number, event: Event): void {
    this.times[index] = atUs;
    this.orders[index] = order;
    this.events[index] = event;
  }
}
