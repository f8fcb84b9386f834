import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import path from "node:path";

/** Thrown when another process holds the embedded database. */
export class DataDirectoryInUseError extends Error {
  override name = "DataDirectoryInUseError";

  constructor(directory: string) {
    super(
      `Another Latchkey process is using ${directory}: stop it first, or set DATA_DIR to a folder of this one's own.`,
    );
  }
}

/** Listens at a path, each connection being told who listens; `null` if the path is taken. */
async function listen(socketPath: string, id: string): Promise<Server | null> {
  const server = createServer((socket) => socket.end(id)).unref();
  server.listen(socketPath);
  try {
    await once(server, "listening");
    return server;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return null;
    throw error;
  }
}

/** Who listens at a path; `null` if nobody does. */
async function holder(socketPath: string): Promise<string | null> {
  const socket = connect(socketPath).setEncoding("utf8");
  try {
    const [id] = (await once(socket, "data")) as [string];
    return id;
  } catch {
    return null;
  } finally {
    socket.destroy();
  }
}

/**
 * Takes a folder for this process. The lock is a listening socket, so it dies with the process, however it ends: no
 * stale lock is left behind, and no process id can be mistaken for another's.
 *
 * @returns gives the folder back
 * @throws DataDirectoryInUseError if another process holds it
 */
export async function lockDataDirectory(directory: string): Promise<() => void> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  // Relative, for the path of a socket may not be longer than about a hundred bytes.
  const socketPath = path.relative(process.cwd(), path.join(directory, "lock"));
  const id = randomUUID();
  let server = await listen(socketPath, id);
  if (server === null) {
    if ((await holder(socketPath)) !== null) throw new DataDirectoryInUseError(directory);
    rmSync(socketPath, { force: true });
    server = await listen(socketPath, id);
  }
  // Of two that found the same dead lock, the later may have removed the earlier's new one.
  if (server === null || (await holder(socketPath)) !== id) throw new DataDirectoryInUseError(directory);
  const held = server;
  return () => held.close();
}
