/** A relay of plain socket.io, without anything durable. A process of its own. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { answerCpu } from "./answer-cpu";

interface Commands {
  readonly commands: readonly { readonly n: number }[];
}

const server = createServer();
new Server(server, { path: "/live", transports: ["websocket"], perMessageDeflate: false, serveClient: false }).on("connection", (socket) => {
  const room = String(socket.handshake.query.room);
  void socket.join(room);
  socket.on("pointer", (body) => socket.to(room).volatile.emit("pointer", body));
  socket.on("do", (body: Commands) => {
    socket.to(room).emit("do", body);
    socket.emit("done", { results: body.commands.map(({ n }) => ({ n, refused: null })) });
  });
  socket.emit("welcome", {});
});

server.listen(0, "127.0.0.1", () => answerCpu((server.address() as AddressInfo).port));
