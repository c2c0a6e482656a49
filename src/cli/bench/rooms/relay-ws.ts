/** The least that a relay can be: a bare websocket server that hands every text on to the others of the room. A process of its own. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { answerCpu } from "./answer-cpu";

const rooms = new Map<string, Set<WebSocket>>();
const server = createServer();

new WebSocketServer({ server, perMessageDeflate: false }).on("connection", (socket, { url = "" }) => {
  const name = new URL(url, "ws://relay").searchParams.get("room") ?? "";
  const room = rooms.get(name) ?? new Set();
  rooms.set(name, room.add(socket));
  socket.on("close", () => room.delete(socket));
  socket.on("message", (data: Buffer) => {
    const text = data.toString();
    for (const other of room) if (other !== socket) other.send(text);
    const [kind, body] = JSON.parse(text) as [string, { commands: { n: number }[] }];
    if (kind === "do") socket.send(JSON.stringify(["done", { results: body.commands.map(({ n }) => ({ n, refused: null })) }]));
  });
  socket.send(JSON.stringify(["welcome", {}]));
});

server.listen(0, "127.0.0.1", () => answerCpu((server.address() as AddressInfo).port));
