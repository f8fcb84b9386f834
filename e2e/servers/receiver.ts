import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request to the receiver. */
export type Received = { headers: Record<string, string>; body: string };

/** The response of the receiver: a status, or none until `answer` is called again. */
type Answer = { status: number; headers?: Record<string, string> } | "hang";

/** The body of every response, which the server must not log. */
export const ANSWER_BODY = "what the receiver keeps to itself";

async function read(request: IncomingMessage): Promise<Received> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return { headers: request.headers as Record<string, string>, body };
}

/**
 * Starts an HTTP server that receives events, on the given port or a free one.
 *
 * @returns `requests` in the order of arrival; `answer` sets the response to later and to hanging requests
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
    /** Returns the highest number of concurrent requests. */
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

/** A running receiver. */
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** Returns the events that a receiver has received. */
export const eventsOf = ({ requests }: Receiver) =>
  requests.map(
    ({ body }) => JSON.parse(body) as { type: string; timestamp: string; data: Record<string, unknown> },
  );
