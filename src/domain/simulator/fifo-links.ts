/** Links on which no message overtakes another: SPEC.md, rule N14. */
import type { Address } from "./message";

export class FifoLinks {
  /** By sender and receiver, when the last of what was sent so far arrives. */
  private readonly last = new Map<Address, Map<Address, number>>();

  /** When a message that is sent now arrives, if its delay would let it arrive at this time. */
  arrivalUs(from: Address, to: Address, drawnUs: number): number {
    const own = this.last.get(from) ?? new Map<Address, number>();
    const atUs = Math.max(drawnUs, own.get(to) ?? 0);
    this.last.set(from, own.set(to, atUs));
    return atUs;
  }
}
