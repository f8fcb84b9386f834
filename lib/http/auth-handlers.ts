import type { NextRequest } from "next/server";
import NextAuth, { CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { config } from "@/lib/config";
import { stableKey } from "@/lib/crypto/keys";
import { signInWithPassword } from "@/lib/flows/sign-in/with-password";
import { findSession } from "@/lib/sessions/find";
import { getCaller } from "./caller";
import { cookieOptions, sessionCookieName } from "./cookies";
import { revokeCurrentSession } from "./session-cookie";

declare module "next-auth" {
  interface User {
    sessionToken?: string;
  }
}

declare module "@auth/core/jwt" {
  interface JWT {
    sessionToken?: string;
  }
}

const credentialsSchema = z.object({
  identifier: z.string().min(1),
  password: z.string().min(1),
});

/**
 * The Auth.js provider: signs in with identifier and password, through the same flow and rate limits as the sign-in
 * page.
 */
const credentials = Credentials({
  credentials: { identifier: {}, password: { type: "password" } },
  async authorize(input) {
    const parsed = credentialsSchema.safeParse(input);
    if (!parsed.success) throw new CredentialsSignin();
    const result = await signInWithPassword({ ...parsed.data, redirectUrl: null }, await getCaller());
    // The callback has no second step, so it rejects a sign-in that needs a second factor.
    if (result.ok && result.outcome.status === "complete")
      return { sessionToken: result.outcome.session.token };
    throw new CredentialsSignin();
  },
});

// Auth.js reads its own origin from this variable. The Host header is ignored.
process.env.AUTH_URL = `${config().appUrl}/api/auth`;

/**
 * Configures Auth.js with an opaque cookie. The "JWT" is the token of a `Session` row, and decoding it looks up that
 * row. Only the token of a row is ever encoded, so a client cannot add data to the session.
 */
const { handlers } = NextAuth(() => ({
  secret: stableKey("auth-js").toString("base64url"),
  trustHost: true,
  providers: [credentials],
  pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/" },
  session: { strategy: "jwt" as const, maxAge: config().session.maxAgeSeconds },
  cookies: { sessionToken: { name: sessionCookieName(), options: cookieOptions() } },
  logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  jwt: {
    encode: async ({ token }) => token?.sessionToken ?? "",
    decode: async ({ token }) => (token && (await findSession(token)) ? { sessionToken: token } : null),
  },
  callbacks: {
    jwt: ({ token, user }) => (user?.sessionToken ? { sessionToken: user.sessionToken } : token),
    session: async ({ session, token }) => describeSession(session.expires, token.sessionToken),
  },
  events: { signOut: revokeCurrentSession },
}));

/** Returns the body of `GET /api/auth/session`. For a pending session it contains only `expires`. */
async function describeSession(expires: string, token: string | undefined) {
  const session = token ? await findSession(token) : null;
  if (session?.status !== "active") return { expires };
  const { id, name, emailAddress } = session.user;
  return { expires, user: { id, name, email: emailAddress } };
}

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
