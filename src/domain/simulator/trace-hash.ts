/**
 * The running hash of a trace: 64 bits, as two 32-bit FNV-1a lanes that are mixed at the end (MurmurHash3's finisher).
 * It tells runs apart that differ by accident; it is no defence against somebody who looks for collisions.
 */
export class TraceHash {
  private low = 0x811c9dc5 | 0;
  private high = 0x9e3779b9 | 0;

  add(text: string): void {
    let { low, high } = this;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      low = Math.imul(low ^ unit, 0x01000193);
      high = Math.imul(high ^ unit, 0x01000197) + (low >>> 15) | 0;
    }
    // Ends the text: "ab" + "c" is not "a" + "bc".
    this.low = Math.imul(low ^ 0x10000, 0x01000193);
    this.high = Math.imul(high ^ 0x10000, 0x01000197);
  }

  /** 16 hexadecimal digits. */
  get digest(): string {
    return hex(mixed(this.high)) + hex(mixed(this.low ^ this.high));
  }
}

const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, "0");

function mixed(word: number): number {
  let out = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  out = Math.imul(out ^ (out >>> 13), 0xc2b2ae35);
  return out ^ (out >>> 16);
}
