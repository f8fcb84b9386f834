import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

const SSL_REQUEST = 80_877_103;

/** A proxy in front of a PostgreSQL server that notes the statements that its clients run. */
export type StatementLog = {
  /** The URL of the database through the proxy. */
  url: string;
  /** The SQL of every statement so far, in the order in which it was started. */
  statements: string[];
  stop: () => void;
};

/** Starts a proxy in front of a database. */
export async function startStatementLog(databaseUrl: string): Promise<StatementLog> {
  const target = new URL(databaseUrl);
  const statements: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    const read = messageReader(statements);
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(from);
      from.pipe(to);
      from.on("error", () => to.destroy());
    }
    client.on("data", read);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    statements,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/**
 * Returns a function that reads what a client sends (PostgreSQL, "Message Formats"): a simple query runs at once, a
 * parsed one when it is bound.
 */
function messageReader(statements: string[]): (chunk: Buffer) => void {
  const parsed = new Map<string, string>();
  let rest = Buffer.alloc(0);
  let hasStarted = false;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      // The first messages have no type.
      const typeLength = hasStarted ? 1 : 0;
      if (rest.length < typeLength + 4) return;
      const end = typeLength + rest.readInt32BE(typeLength);
      if (rest.length < end) return;
      const body = rest.subarray(typeLength + 4, end);
      const type = hasStarted ? String.fromCharCode(rest[0] ?? 0) : "";
      hasStarted ||= body.readInt32BE(0) !== SSL_REQUEST;
      rest = rest.subarray(end);
      const [first = "", second = ""] = body.toString("latin1").split("\0");
      if (type === "P") parsed.set(first, second);
      if (type === "Q") statements.push(first);
      if (type === "B") statements.push(parsed.get(second) ?? "");
    }
  };
}
