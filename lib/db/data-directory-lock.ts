import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdirSync, renameSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ConfigError } from "@/lib/config";
import { ensureDirectory } from "@/lib/data-directory";

/** Thrown when another process holds the embedded database. */
export class DataDirectoryInUseError extends Error {
  override name = "DataDirectoryInUseError";

  constructor(directory: string) {
    super(
      `Another Latchkey process is using ${directory}: stop it first, or set DATA_DIR to a folder of this one's own.`,
    );
  }
}

/** What the process behind a flag is at. */
type State = "waiting" | "held" | "gone";

const PREFIX = "lock.";
/** A process that is too busy to answer for so long, or is stopped in a debugger, is there all the same. */
const ANSWER_WITHIN_MS = 2_000;
const ASK_AGAIN_MS = 10;

/** macOS has room for 104 bytes with the zero at the end, Linux for 108. What is longer would be cut off in silence. */
const LONGEST_SOCKET_PATH = 103;

/**
 * Returns the path by which a socket in a folder can be reached, the shorter of the absolute and the relative one.
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

/** Raises a flag: a listening socket that tells whoever connects what this process is at. */
async function createLockSocket(directory: string, flag: string, state: () => State): Promise<Server> {
  const server = createServer((socket) => socket.on("error", () => undefined).end(state())).unref();
  // Under its own name only once it listens, so that a flag that refuses a connection is surely that of a dead process.
  const unready = socketPath(directory, `.${flag}`);
  server.listen(unready);
  await once(server, "listening");
  renameSync(unready, socketPath(directory, flag));
  return server;
}

/** Asks the process behind a flag what it is at. */
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
 * Whether no other live process has a flag up. Flags of dead ones are taken down on the way.
 *
 * @throws DataDirectoryInUseError if another process holds the folder, or is before this one in the line
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
 * Takes a folder for this process. Each process that wants it first raises a flag under a name that no other ever uses,
 * and only then looks for flags of others: of any two at least one sees the other. Of two that are both waiting the
 * lower name goes first. A flag is a listening socket, so it falls with its process, however that ends: nothing
 * stale holds the folder, and no process id can be mistaken for another's.
 *
 * @returns gives the folder back
 * @throws DataDirectoryInUseError if another process holds it; ConfigError if its path is too long for a lock
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
