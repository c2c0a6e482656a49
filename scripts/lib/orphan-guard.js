// Loaded into every process of the product before its own code: none outlives its supervisor, not even one that is
// still starting. The process itself begins to drain at the same event.

/** Longer than any drain. */
const ORPHAN_MS_MAX = 5_000;

const leave = () => void setTimeout(() => process.exit(1), ORPHAN_MS_MAX).unref();
if (process.connected) {
  process.on("disconnect", leave);
  // The listener must not keep a process alive that has nothing left to do.
  process.channel?.unref();
}
