import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { sessionCookieName } from "@/lib/http/cookies";
import { SECURITY_HEADERS, STATIC_POLICY } from "@/lib/http/response-headers.mjs";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/**
 * The data that a browser deletes on sign-out (ASVS 14.3.1): cached pages, and the storage of scripts. Cookies stay,
 * because the client cookie identifies known clients and trusted devices.
 */
const CLEARED_ON_SIGN_OUT = '"cache", "storage"';

/**
 * Sets the headers that every response has, also for responses that Next sends before the middleware runs, such as the
 * redirect of a path with two slashes. A response that deletes the session cookie also clears the browser's data.
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
 * Makes a server respond with 405 to methods that no page or endpoint supports. Next would create a `Request` for them,
 * which fails for TRACE.
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
