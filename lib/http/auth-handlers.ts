import type { NextRequest } from "next/server";
import { handlers } from "./session-cookie";

/** Actions of Auth.js that only read. */
const READING = ["session", "providers"];

/**
 * Answers as Auth.js does, but lets no reading action change a cookie. Auth.js would write the session cookie again, or delete
 * it where the token is no longer valid, and so undo a new token that another request got meanwhile.
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
