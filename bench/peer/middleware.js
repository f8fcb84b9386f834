import { NextResponse } from "next/server";
import { auth } from "./auth.mjs";

export const config = { runtime: "nodejs", matcher: ["/((?!_next/static/|api/).*)"] };

/** Checks the session in the database and sets a nonce, as the middleware of Latchkey does. */
export async function middleware(request) {
  const session = await auth.api.getSession({ headers: request.headers });
  if (session === null) return NextResponse.redirect(new URL("/sign-in", request.url), 303);
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; connect-src 'self'`;
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("Cache-Control", "private, no-store");
  return response;
}
