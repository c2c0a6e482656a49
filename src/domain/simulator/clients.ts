/** The clients of a cluster: each has at most one request under way, and all of them write one history. */
import type { ClusterPlan, PlannedOperation } from "./cluster-plan";
import type { HistoryEntry, ReadReply } from "./history";
import { type Address, type Body, isDefinite, type Json } from "./message";

/** The error code of a reply that the workload cannot read. */
export const UNREADABLE_REPLY = -1;

interface Client {
  readonly address: Address;
  process: number;
  /** The operation that waits for its answer, and the `msg_id` of its request. */
  pending: { readonly operation: number; readonly msgId: number } | null;
  readonly queue: number[];
  nextMsgId: number;
  /** What it carries from replies to later requests. */
  readonly carried: Map<string, Json>;
}

export type Completion = Pick<HistoryEntry, "type" | "value"> & { readonly error?: { code: number; text: string } };

export class Clients {
  readonly history: HistoryEntry[] = [];
  private readonly clients: Client[] = [];

  constructor(
    private readonly plan: ClusterPlan,
    private readonly readReplyOf: ReadReply,
  ) {
    const count = plan.operations.reduce((most, { client }) => Math.max(most, client + 1), 0);
    for (let index = 0; index < count; index += 1) {
      this.clients.push({ address: `c${index + 1}`, process: index, pending: null, queue: [], nextMsgId: 1, carried: new Map() });
    }
  }

  /** An operation's time has come: gives it back if its client is free, otherwise it waits for its turn. */
  isTurnOf(operation: number): boolean {
    const client = this.clientOf(operation);
    if (client.pending === null) return true;
    client.queue.push(operation);
    return false;
  }

  addressOf(operation: number): Address {
    return this.clientOf(operation).address;
  }

  /** Begins an operation and gives back the body of its request. */
  begin(operation: number): Body {
    const client = this.clientOf(operation);
    const msgId = client.nextMsgId;
    client.nextMsgId += 1;
    client.pending = { operation, msgId };
    const { body, sends } = this.planned(operation);
    const carried = sends === undefined ? undefined : client.carried.get(sends.as);
    return { ...body, ...(sends === undefined || carried === undefined ? {} : { [sends.field]: carried }), msg_id: msgId };
  }

  noteBegin(operation: number, timeUs: number, event: number): void {
    const { f, value, node } = this.planned(operation);
    this.history.push({ process: this.clientOf(operation).process, type: "invoke", f, value, timeUs, node, operation, event });
  }

  /** The operation that a message to this address answers, or null for a late or unknown one. */
  answeredBy(address: Address, body: Body): number | null {
    const client = this.clients[Number(address.slice(1)) - 1];
    if (client === undefined || client.address !== address || client.pending === null) return null;
    return body.in_reply_to === client.pending.msgId ? client.pending.operation : null;
  }

  isPending(operation: number): boolean {
    return this.clientOf(operation).pending?.operation === operation;
  }

  /** What a reply means: SPEC.md, rules C4 to C6. */
  read(operation: number, body: Body): Completion {
    const planned = this.planned(operation);
    if (body.type === "error") {
      const code = typeof body["code"] === "number" ? body["code"] : UNREADABLE_REPLY;
      const text = typeof body["text"] === "string" ? body["text"].slice(0, 200) : "";
      return { type: isDefinite(code) ? "fail" : "info", value: planned.value, error: { code, text } };
    }
    const value: Json | null = this.readReplyOf(planned, body);
    if (value !== null) {
      this.carry(operation, body);
      return { type: "ok", value };
    }
    return { type: "info", value: planned.value, error: { code: UNREADABLE_REPLY, text: `This is no reply to ${planned.f}: ${JSON.stringify(body).slice(0, 200)}` } };
  }

  /** Ends an operation; gives back the one whose turn it is now, or null. */
  end(operation: number, completion: Completion, timeUs: number, event: number): number | null {
    const client = this.clientOf(operation);
    const { f, node } = this.planned(operation);
    this.history.push({ process: client.process, f, timeUs, node, operation, event, ...completion });
    client.pending = null;
    // Whoever does not know what became of its request is another process from now on (Jepsen).
    if (completion.type === "info") client.process += this.clients.length;
    return client.queue.shift() ?? null;
  }

  /** Keeps what the plan says of a reply; a reply without it takes nothing away. */
  private carry(operation: number, body: Body): void {
    const { keeps } = this.planned(operation);
    const told = keeps === undefined ? undefined : (body[keeps.field] as Json | undefined);
    if (keeps !== undefined && told !== undefined) this.clientOf(operation).carried.set(keeps.as, told);
  }

  /** Operations that still wait for an answer. */
  get pending(): number[] {
    return this.clients.flatMap(({ pending }) => (pending === null ? [] : [pending.operation]));
  }

  planned(operation: number): PlannedOperation {
    return this.plan.operations[operation] as PlannedOperation;
  }

  private clientOf(operation: number): Client {
    return this.clients[this.planned(operation).client] as Client;
  }
}
