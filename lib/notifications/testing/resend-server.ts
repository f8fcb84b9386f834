import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request for an email, as the provider received it. */
type EmailRequest = { idempotencyKey: string; authorization: string; email: Record<string, string> };

/** The provider's response: a status, or no response until `answer` is called again. */
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
 * Starts an HTTP server that replaces Resend. By default it accepts every request.
 *
 * @returns `requests` in the order of their arrival; `answer` sets the response to all further and pending requests
 */
export async function startResendServer() {
  const requests: EmailRequest[] = [];
  let hanging: ServerResponse[] = [];
  let answer: Answer = ACCEPTED;

  const respond = (response: ServerResponse) => {
    if (answer === "hang") {
      hanging.push(response);
      return;
    }
    response.writeHead(answer.status, { "Content-Type": "application/json", ...answer.headers });
    response.end(
      answer.body ?? JSON.stringify({ statusCode: answer.status, name: "refused", message: "no" }),
    );
  };

  const server = createServer(async (request, response) => {
    requests.push(await read(request));
    respond(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answer: (next: Answer = ACCEPTED) => {
      answer = next;
      const waiting = hanging;
      hanging = [];
      waiting.forEach(respond);
    },
    /** Closes the port until `comeBack`. */
    goAway: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
    comeBack: () => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve)),
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
