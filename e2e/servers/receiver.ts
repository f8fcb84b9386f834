import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as the receiver saw it. */
export type Received = { headers: Record<string, string>; body: string };

/** How the receiver answers: with a status, or not until it is told otherwise. */
type Answer = { status: number; headers?: Record<string, string> } | "hang";

/** What every answer says; nobody is to read it. */
export const ANSWER_BODY = "what the receiver keeps to itself";

async function read(request: IncomingMessage): Promise<Received> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return { headers: request.headers as Record<string, string>, body };
}

/**
 * Starts an HTTP server that takes events, on a given port or a free one.
 *
 * @returns `requests` in the order they came in; `answer` tells how to answer from now on, also those left hanging
 */
export async function startReceiver(port = 0) {
  const requests: Received[] = [];
  let hanging: ServerResponse[] = [];
  let answer: Answer = { status: 200 };
  let [open, mostOpen] = [0, 0];

  const respond = (response: ServerResponse) => {
    if (answer === "hang") hanging.push(response);
    else response.writeHead(answer.status, answer.headers).end(ANSWER_BODY);
  };
  const server = createServer(async (request, response) => {
    mostOpen = Math.max(mostOpen, ++open);
    response.once("close", () => open--);
    requests.push(await read(request));
    respond(response);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    requests,
    /** The highest number of requests that were open at the same time. */
    mostOpen: () => mostOpen,
    answer: (next: Answer) => {
      answer = next;
      const waiting = hanging;
      hanging = [];
      waiting.forEach(respond);
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A receiver that listens. */
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** The events a receiver was sent, as their bodies tell. */
export const eventsOf = ({ requests }: Receiver) =>
  requests.map(
    ({ body }) => JSON.parse(body) as { type: string; timestamp: string; data: Record<string, unknown> },
  );
