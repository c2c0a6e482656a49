/** The disk of one node: what has been synced, and the writes since then, of which a crash keeps a prefix. */
import type { SeededRandom } from "../kernel/seeded-random";
import type { Json } from "./message";
import type { DiskImage } from "./node-host";

type Write = { readonly key: string; readonly value: Json; readonly appends: boolean };

/** All values of a disk, as JSON text; beyond it the program fails. */
export const DISK_CHARS_MAX = 4_000_000;

/** How likely an append that a crash interrupts leaves a part of itself, and the stream that decides. */
export interface Tears {
  readonly probability: number;
  readonly random: SeededRandom;
}

/** What a crash cost. */
export interface DiskLoss {
  readonly writes: number;
  /** The log whose last entry is torn. */
  readonly tornKey: string | null;
}

export class Disk {
  private synced = new Map<string, Json>();
  private unsynced: Write[] = [];
  /** How many writes have been made durable or lost before the first of `unsynced`. */
  private settled = 0;
  private chars = 0;
  private changed = false;

  /** False: the disk is full and nothing was written. */
  write(key: string, value: Json, appends: boolean, chars: number): boolean {
    this.chars += chars;
    if (this.chars > DISK_CHARS_MAX) return false;
    this.unsynced.push({ key, value, appends });
    return true;
  }

  /** The point up to which an fsync that begins now will make writes durable. */
  get syncPoint(): number {
    return this.settled + this.unsynced.length;
  }

  /** An fsync has finished: everything written before its point is durable. */
  sync(point: number): void {
    this.settle(point - this.settled);
  }

  /** How many writes a crash may lose. */
  get unsyncedWrites(): number {
    return this.unsynced.length;
  }

  /** Keeps a prefix of the unsynced writes (`keeps` of them, or drawn by chance), and loses the rest. Where `tears` is given, it may leave a torn entry. */
  crash(random: SeededRandom, tears: Tears | null, keeps?: number): DiskLoss {
    const drawn = this.unsynced.length === 0 ? 0 : random.index(this.unsynced.length + 1);
    const kept = Math.min(keeps ?? drawn, this.unsynced.length);
    const lost = this.unsynced.length - kept;
    this.settle(kept);
    this.settled += lost;
    const [first] = this.unsynced;
    this.unsynced = [];
    const tornKey = first === undefined || tears === null ? null : this.tear(first, tears);
    return { writes: lost, tornKey };
  }

  /** What a program reads: with its own unsynced writes. */
  get image(): DiskImage {
    const image = new Map(this.synced);
    for (const write of this.unsynced) apply(image, write);
    return Object.fromEntries(image);
  }

  /** What is certain to outlive a crash. */
  get durable(): DiskImage {
    return Object.fromEntries(this.synced);
  }

  /** Whether what is durable may have become another since this was asked before. */
  hasChanged(): boolean {
    const { changed } = this;
    this.changed = false;
    return changed;
  }

  /**
   * The entry that was being appended is there in part: the beginning of its JSON text, as a text. Values by key are
   * replaced as a whole, as a file is that is renamed over another: what was synced is never harmed.
   */
  private tear(write: Write, { probability, random }: Tears): string | null {
    if (!write.appends || random.fraction() >= probability) return null;
    const text = JSON.stringify(write.value);
    this.changed = true;
    apply(this.synced, { ...write, value: text.slice(0, random.index(text.length)) });
    return write.key;
  }

  private settle(count: number): void {
    if (count <= 0) return;
    this.changed = true;
    for (const write of this.unsynced.splice(0, count)) apply(this.synced, write);
    this.settled += count;
  }
}

function apply(image: Map<string, Json>, { key, value, appends }: Write): void {
  const before = image.get(key);
  // A new array each time: pictures of the disk that were taken before must not change.
  image.set(key, appends ? [...(Array.isArray(before) ? (before as Json[]) : []), value] : value);
}
