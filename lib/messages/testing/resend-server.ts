import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** One request for an email, as the provider saw it. */
export type EmailRequest = { idempotencyKey: string; authorization: string; email: Record<string, string> };

/** How the provider answers next: with a status, or never. */
type Answer = { status: number; headers?: Record<string, string>; body?: string } | "hang";

const ACCEPTED: Answer = { status: 200, body: JSON.stringify({ id: "accepted" }) };

async function read(request: IncomingMessage): Promise<EmailRequest> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return {
    idempotencyKey: String(request.headers["idempotency-key"]),
    authorization: String(request.headers.authorization),
    email: JSON.parse(body) as Record<string, string>,
  };
}

/**
 * Starts an HTTP server that stands in for Resend. It accepts what it is sent, unless told to answer otherwise.
 *
 * @returns `requests` in the order they came in; `answer` tells how to answer from now on, `undefined` to accept again
 */
export async function startResendServer() {
  const requests: EmailRequest[] = [];
  let answer: Answer = ACCEPTED;
  const server = createServer(async (request, response) => {
    requests.push(await read(request));
    if (answer === "hang") return;
    response.writeHead(answer.status, { "Content-Type": "application/json", ...answer.headers });
    response.end(
      answer.body ?? JSON.stringify({ statusCode: answer.status, name: "refused", message: "no" }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: (next: Answer = ACCEPTED) => {
      answer = next;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
