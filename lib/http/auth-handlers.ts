import type { NextRequest } from "next/server";
import { handlers } from "./session-cookie";

/** Read-only actions of Auth.js. */
const READING = ["session", "providers"];

/**
 * Wraps an Auth.js handler so that read-only actions change no cookie. Auth.js would rewrite the session cookie, or
 * delete it if the token is no longer valid. Either would overwrite a new token from a concurrent request.
 */
const readOnly =
  (handle: (request: NextRequest) => Promise<Response>) =>
  async (request: NextRequest): Promise<Response> => {
    const response = await handle(request);
    if (READING.includes(request.nextUrl.pathname.split("/").at(-1) ?? ""))
      response.headers.delete("set-cookie");
    return response;
  };

export const GET = readOnly(handlers.GET);
export const POST = readOnly(handlers.POST);
