/**
 * What nodes answered, by all that they were told. A node of a program that is deterministic is what it has been told
 * since it was started, closures included, so each call is run once however many runs of a search come by it. To
 * go on from where a node has been before, it is started anew and told the same again.
 */
import type { Address } from "../message";
import type { AsyncNodeHost } from "../node-host";

/** A node after a call. */
export interface Moment {
  readonly id: number;
  readonly node: Address;
  /** Null after its start. */
  readonly before: Moment | null;
  readonly call: string;
  readonly reply: string;
  readonly after: Map<string, Moment>;
}

/** A node that was told the same again answered otherwise: nothing that is found with it can be relied on. */
export class NotRepeatable extends Error {
  override name = "NotRepeatable";
}

export class Moments {
  private readonly starts = new Map<string, Moment>();
  /** Where each node of the host stands. */
  private readonly standing = new Map<Address, Moment>();
  private count = 0;

  constructor(private readonly host: AsyncNodeHost) {}

  /** How many calls were run for the first time. */
  get size(): number {
    return this.count;
  }

  start(node: Address, call: string): Moment | Promise<Moment> {
    return this.starts.get(call) ?? this.run(this.starts, node, null, call);
  }

  tell(before: Moment, call: string): Moment | Promise<Moment> {
    return before.after.get(call) ?? this.run(before.after, before.node, before, call);
  }

  private async run(known: Map<string, Moment>, node: Address, before: Moment | null, call: string): Promise<Moment> {
    if (before !== null) await this.goTo(before);
    const reply = await (before === null ? this.host.boot(node, call) : this.host.handle(node, call));
    this.count += 1;
    const moment: Moment = { id: this.count, node, before, call, reply, after: new Map() };
    known.set(call, moment);
    this.standing.set(node, moment);
    return moment;
  }

  private async goTo(moment: Moment): Promise<void> {
    const { node } = moment;
    if (this.standing.get(node) === moment) return;
    const way: Moment[] = [];
    for (let at: Moment | null = moment; at !== null; at = at.before) way.unshift(at);
    this.standing.delete(node);
    for (const { before, call, reply } of way) {
      const again = await (before === null ? this.host.boot(node, call) : this.host.handle(node, call));
      if (again !== reply) throw new NotRepeatable(`${node} answered otherwise when it was told the same again.`);
    }
    this.standing.set(node, moment);
  }
}
