import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdirSync, renameSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ConfigError } from "@/lib/config-error";
import { ensureDirectory } from "@/lib/data-directory";

/** Thrown when another process uses the embedded database. */
export class DataDirectoryInUseError extends Error {
  override name = "DataDirectoryInUseError";

  constructor(directory: string) {
    super(
      `Another Latchkey process is using ${directory}: stop it first, or set DATA_DIR to a folder of this one's own.`,
    );
  }
}

/** The state of the process behind a lock socket. */
type State = "waiting" | "held" | "gone";

const PREFIX = "lock.";
/** A process that does not answer within this time, because it is busy or paused in a debugger, counts as running. */
const ANSWER_WITHIN_MS = 2_000;
const ASK_AGAIN_MS = 10;

/**
 * macOS allows 104 bytes including the terminating zero, Linux 108. Longer paths would be truncated without an error.
 */
const LONGEST_SOCKET_PATH = 103;

/**
 * Returns the path of a socket in a folder, the shorter of the absolute and the relative one.
 *
 * @throws ConfigError if both are too long for a socket
 */
export function socketPath(directory: string, name: string): string {
  const absolute = path.resolve(directory, name);
  const relative = path.relative(process.cwd(), absolute);
  const shorter = relative.length < absolute.length ? relative : absolute;
  if (Buffer.byteLength(shorter) > LONGEST_SOCKET_PATH) {
    throw new ConfigError(`DATA_DIR is too long a path to be locked: choose one of fewer letters.`);
  }
  return shorter;
}

/** Creates a lock socket, which sends the state of this process to every client that connects. */
async function createLockSocket(directory: string, flag: string, state: () => State): Promise<Server> {
  const server = createServer((socket) => socket.on("error", () => undefined).end(state())).unref();
  // The socket gets its final name only when it listens. A lock socket that accepts no connection therefore belongs to
  // a process that has ended.
  const unready = socketPath(directory, `.${flag}`);
  server.listen(unready);
  await once(server, "listening");
  renameSync(unready, socketPath(directory, flag));
  return server;
}

/** Returns the state of the process behind a lock socket. */
function ask(directory: string, flag: string): Promise<State> {
  return new Promise((resolve) => {
    const socket = connect(socketPath(directory, flag)).setEncoding("utf8");
    socket.setTimeout(ANSWER_WITHIN_MS, () => {
      resolve("held");
      socket.destroy();
    });
    socket.once("data", (state) => resolve(String(state) as State));
    socket.once("error", ({ code }: NodeJS.ErrnoException) =>
      resolve(code === "ECONNREFUSED" || code === "ENOENT" ? "gone" : "waiting"),
    );
    socket.once("close", () => resolve("waiting"));
  });
}

/**
 * Whether no other running process has a lock socket in the folder. Deletes the sockets of processes that have ended.
 *
 * @throws DataDirectoryInUseError if another process holds the lock, or has precedence over this one
 */
async function isSoleOwner(directory: string, own: string): Promise<boolean> {
  const others = readdirSync(directory).filter((name) => name.startsWith(PREFIX) && name !== own);
  const states = await Promise.all(others.map((other) => ask(directory, other)));
  let alone = true;
  for (const [index, other] of others.entries()) {
    const state = states[index];
    if (state === "gone") rmSync(path.join(directory, other), { force: true });
    else if (state === "held" || other < own) throw new DataDirectoryInUseError(directory);
    else alone = false;
  }
  return alone;
}

/**
 * Locks a folder for this process. Each process first creates a lock socket with a unique name, and only then looks for
 * the sockets of others, so of any two processes at least one detects the other. Of two waiting processes, the one with
 * the lower socket name has precedence. The socket stops listening when its process ends, for whatever reason, so a
 * stale lock is detected, and no process ID can be confused with another.
 *
 * @returns a function that releases the lock
 * @throws DataDirectoryInUseError if another process holds the lock; ConfigError if the path is too long for a socket
 */
export async function lockDataDirectory(directory: string): Promise<() => void> {
  ensureDirectory(directory);
  const flag = `${PREFIX}${randomBytes(8).toString("hex")}`;
  let state: State = "waiting";
  const server = await createLockSocket(directory, flag, () => state);
  const unlock = () => {
    rmSync(path.join(directory, flag), { force: true });
    server.close();
  };
  try {
    while (!(await isSoleOwner(directory, flag))) await wait(ASK_AGAIN_MS);
  } catch (error) {
    unlock();
    throw error;
  }
  state = "held";
  return unlock;
}
