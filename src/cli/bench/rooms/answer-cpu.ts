/** Tells whoever started this process where it listens, and from then on, when asked, how much it has computed. */
export function answerCpu(port: number): void {
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1_000 });
  });
  process.on("disconnect", () => process.exit(0));
  process.send?.({ port });
}
