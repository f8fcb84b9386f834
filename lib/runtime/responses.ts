import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { sessionCookieName } from "@/lib/http/cookies";
import { SECURITY_HEADERS, STATIC_POLICY } from "@/lib/http/response-headers.mjs";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/**
 * Data that a browser forgets with its session (ASVS 14.3.1): pages kept for the back button, and what scripts stored. Cookies
 * stay, because the client cookie says which accounts this browser is known to and where it is trusted.
 */
const CLEARED_ON_SIGN_OUT = '"cache", "storage"';

/**
 * Gives a response the headers that every response has, for those that Next sends before it asks the middleware, such as the
 * redirect of a path with two slashes. A response that takes the session cookie away also clears what the browser keeps.
 */
export function prepareResponse(response: ServerResponse): void {
  for (const { key, value } of [...SECURITY_HEADERS, STATIC_POLICY]) response.setHeader(key, value);
  const writeHead = response.writeHead.bind(response) as (...input: unknown[]) => ServerResponse;
  response.writeHead = (...input: unknown[]) => {
    if (takesSessionAway(response)) response.setHeader("Clear-Site-Data", CLEARED_ON_SIGN_OUT);
    return writeHead(...input);
  };
}

function takesSessionAway(response: ServerResponse): boolean {
  const cookies = [response.getHeader("set-cookie") ?? []].flat().map(String);
  const ownName = `${sessionCookieName()}=`;
  const last = cookies.filter((cookie) => cookie.startsWith(ownName)).at(-1);
  return last?.startsWith(`${ownName};`) ?? false;
}

/**
 * Makes a server answer 405 to methods that no page or endpoint has. Next would build a `Request` for them, which fails for
 * TRACE.
 */
export function rejectUnknownMethods(server: Server): void {
  const listeners = server.listeners("request") as RequestListener[];
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (METHODS.includes(request.method ?? "")) {
      for (const listener of listeners) listener.call(server, request, response as never);
      return;
    }
    response.writeHead(405, { Allow: METHODS.join(", "), Connection: "close" }).end();
  });
}
