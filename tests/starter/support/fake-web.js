// Stands in for the web process. FAKE_WEB says how it misbehaves; FAKE_WEB_DIARY is a file in which it notes its end.
import { spawn } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import pg from "pg";

const manner = process.env.FAKE_WEB ?? "good";
if (manner === "fails") {
  process.send?.({ type: "failed", text: "the moon is in the wrong phase" });
  process.exitCode = 3;
} else if (manner === "silent") {
  setInterval(() => {}, 1_000);
} else {
  live();
}

async function stop() {
  if (manner === "stubborn") return;
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const { rows } = await client.query("SELECT 'drained' AS word");
  await client.end();
  fs.appendFileSync(process.env.FAKE_WEB_DIARY ?? "", `${rows[0].word}\n`);
  process.exit(0);
}

function live() {
  // A grandchild in the same process group.
  if (manner === "stubborn") spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  const server = http.createServer((_request, response) => response.end(JSON.stringify({ pid: process.pid, env: process.env })));
  server.listen(Number(process.env.PORT), process.env.HOST, () => process.send?.({ type: "ready" }));
  process.on("message", () => void stop());
  process.on("disconnect", () => void stop());
  process.on("SIGTERM", () => void stop());
}
