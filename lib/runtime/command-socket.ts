import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, renameSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { Outcome } from "@/lib/commands/outcome";
import { socketPath } from "@/lib/db/data-directory-lock";

const NAME = "commands.sock";
const MAX_LENGTH = 64 * 1024;
const REQUEST_WITHIN_MS = 5_000;

const requestSchema = z.array(z.string());
const outcomeSchema = z.object({ done: z.boolean(), message: z.string() });

/** Codes of a connection that fails because no server listens. */
const NO_SERVER = new Set(["ENOENT", "ECONNREFUSED", "ENOTDIR"]);

/** Reads until the other side ends, without closing this one. */
async function readRequest(socket: Socket): Promise<string> {
  let request = "";
  socket.setTimeout(REQUEST_WITHIN_MS, () => socket.destroy());
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    request += chunk;
    if (request.length > MAX_LENGTH) socket.destroy();
  });
  await once(socket, "end");
  socket.setTimeout(0);
  return request;
}

async function answer(socket: Socket, run: (args: string[]) => Promise<Outcome>): Promise<void> {
  const args = requestSchema.parse(JSON.parse(await readRequest(socket)));
  socket.end(JSON.stringify(await run(args)));
}

/**
 * Serves administrative commands on a Unix socket in the data directory, because only one process can open the embedded
 * database. The mode of the socket allows only the system user of this process, and root.
 *
 * @param directory the data directory, which this process has locked
 * @param run runs a command, given its name and arguments
 * @returns a function that stops serving, after the current commands
 */
export async function serveCommands(
  directory: string,
  run: (args: string[]) => Promise<Outcome>,
): Promise<() => Promise<void>> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => undefined);
    answer(socket, run).catch(() => socket.destroy());
  });
  // The socket gets its final name only when its mode is set. It replaces the socket of a killed process.
  const unready = socketPath(directory, `.commands.${randomBytes(8).toString("hex")}`);
  server.listen(unready);
  await once(server, "listening");
  chmodSync(unready, 0o600);
  renameSync(unready, socketPath(directory, NAME));
  server.unref();
  return async () => {
    rmSync(path.join(directory, NAME), { force: true });
    await new Promise((resolve) => server.close(resolve));
  };
}

/**
 * Asks the running server to run a command.
 *
 * @param directory the data directory
 * @param args the name of the command and its arguments
 * @returns the outcome, or `null` if no server is running
 */
export async function requestCommand(directory: string, args: string[]): Promise<Outcome | null> {
  const socket = connect(socketPath(directory, NAME));
  try {
    await once(socket, "connect");
  } catch (error) {
    if (NO_SERVER.has((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
  socket.end(JSON.stringify(args));
  const answered = await text(socket);
  if (answered === "") throw new Error("The server ended before the command was done");
  return outcomeSchema.parse(JSON.parse(answered));
}
