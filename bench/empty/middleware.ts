import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";

export const config = { runtime: "nodejs", matcher: ["/nonce"] };

/** Sets a nonce on each response. */
export function middleware(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString("base64");
  const policy = `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; connect-src 'self'`;
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}
