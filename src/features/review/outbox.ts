/**
 * Answers on their way to the server. An event is kept in the browser's storage before the next card is
 * shown, and leaves it only when the server has said that it is recorded (or will never count), so that
 * neither a lost network nor a closed tab loses an answer. Sending again is harmless: an id counts once.
 */
import type { RecordEventsOutput, ReviewEventInput } from "@/contracts/review/review";

export const BATCH_MAX = 50;
const RETRY_MS_MIN = 1_000;
const RETRY_MS_MAX = 30_000;

export type Outcome = RecordEventsOutput["recorded"][number];

export interface OutboxPorts {
  storage: Pick<Storage, "getItem" | "setItem">;
  send: (events: ReviewEventInput[]) => Promise<RecordEventsOutput>;
  /** True when the server has answered no, and would again: a bug or a sign-out, never a lost network. */
  isRefusal: (error: unknown) => boolean;
  onOutcomes: (outcomes: readonly Outcome[]) => void;
  onState: (state: OutboxState) => void;
  /** Runs the work while no other tab of this browser sends. */
  exclusively: (work: () => Promise<void>) => Promise<void>;
  later: (work: () => void, ms: number) => void;
}

export interface OutboxState {
  /** Events that the server has not confirmed. */
  waiting: number;
  /** saved: nothing waits; saving: on its way; offline: will be tried again by itself; refused: it will not. */
  status: "saved" | "saving" | "offline" | "refused";
}

export class Outbox {
  private sending = false;
  private retryMs = RETRY_MS_MIN;
  private retryPlanned = false;

  constructor(
    private readonly key: string,
    private readonly ports: OutboxPorts,
  ) {}

  /** Events not yet confirmed, in the order of their pressing. */
  pending(): ReviewEventInput[] {
    const text = this.ports.storage.getItem(this.key);
    return text === null ? [] : (JSON.parse(text) as ReviewEventInput[]);
  }

  add(event: ReviewEventInput): void {
    this.store([...this.pending(), event]);
    void this.flush();
  }

  /** Sends all that waits, in order; resolves when it is empty or the network gave up for now. */
  async flush(): Promise<void> {
    if (this.sending || this.pending().length === 0) return;
    this.sending = true;
    try {
      await this.ports.exclusively(() => this.sendAll());
    } finally {
      this.sending = false;
    }
  }

  private async sendAll(): Promise<void> {
    for (let batch = this.pending().slice(0, BATCH_MAX); batch.length > 0; batch = this.pending().slice(0, BATCH_MAX)) {
      this.say("saving");
      let answer: RecordEventsOutput;
      try {
        answer = await this.ports.send(batch);
      } catch (error) {
        if (this.ports.isRefusal(error)) this.say("refused");
        else this.retryLater();
        return;
      }
      this.retryMs = RETRY_MS_MIN;
      const answered = new Set(answer.recorded.map(({ id }) => id));
      this.store(this.pending().filter(({ id }) => !answered.has(id)));
      this.ports.onOutcomes(answer.recorded);
      if (answered.size === 0) return this.say("refused");
    }
    this.say("saved");
  }

  private retryLater(): void {
    this.say("offline");
    if (this.retryPlanned) return;
    this.retryPlanned = true;
    this.ports.later(() => {
      this.retryPlanned = false;
      void this.flush();
    }, this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, RETRY_MS_MAX);
  }

  private store(events: readonly ReviewEventInput[]): void {
    this.ports.storage.setItem(this.key, JSON.stringify(events));
  }

  private say(status: OutboxState["status"]): void {
    this.ports.onState({ waiting: this.pending().length, status });
  }
}
