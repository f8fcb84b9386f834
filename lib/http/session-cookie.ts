import { AsyncLocalStorage } from "node:async_hooks";
import NextAuth, { CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { config } from "@/lib/config";
import { authSecret } from "@/lib/crypto/auth-secret";
import { endSession } from "@/lib/flows/session";
import { signInWithPassword } from "@/lib/flows/sign-in/with-password";
import { findSession } from "@/lib/sessions/find";
import type { NewSession } from "@/lib/sessions/sessions";
import { getCaller } from "./caller";
import { cookieOptions, sessionCookieName } from "./cookies";

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

/** A session that one of our own actions has made and hands to Auth.js. No request from outside can put one here. */
const pendingSessionStore = new AsyncLocalStorage<NewSession>();

const credentialsSchema = z.object({
  identifier: z.string().min(1),
  password: z.string().min(1),
});

/**
 * Auth.js signs in whoever our own flows have let in: either a session handed over by a server action, or, for a direct
 * POST to its callback, identifier and password by the same flow, with the same limits, as the sign-in page.
 */
const credentials = Credentials({
  credentials: { identifier: {}, password: { type: "password" } },
  async authorize(input) {
    const made = pendingSessionStore.getStore();
    if (made) return { sessionToken: made.token };
    const parsed = credentialsSchema.safeParse(input);
    if (!parsed.success) throw new CredentialsSignin();
    const result = await signInWithPassword({ ...parsed.data, redirectUrl: null }, await getCaller());
    // This door knows no second step, so whoever needs one does not come in by it.
    if (result.ok && result.entry.status === "complete") return { sessionToken: result.entry.session.token };
    throw new CredentialsSignin();
  },
});

// Auth.js takes its own origin from here; the Host header is never asked.
process.env.AUTH_URL = `${config().appUrl}/api/auth`;

/**
 * Auth.js with an opaque cookie: the "JWT" it encodes is the token of a `Session` row, and decoding it is a look-up of
 * that row. Nothing a client sends can enter the session, for nothing but the row's token is ever encoded.
 */
const { handlers, signIn, signOut } = NextAuth(() => ({
  secret: authSecret(),
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

/** The endpoints under `/api/auth`. */
export { handlers };

/** What `GET /api/auth/session` tells: of a pending session nothing but that it is pending. */
async function describeSession(expires: string, token: string | undefined) {
  const session = token ? await findSession(token) : null;
  if (session?.status !== "active") return { expires };
  const { id, name, emailAddress } = session.user;
  return { expires, user: { id, name, email: emailAddress } };
}

/** Gives the browser the cookie of a session that a flow has just made. For server actions. */
export async function setSessionCookie(session: NewSession): Promise<void> {
  await pendingSessionStore.run(session, () => signIn("credentials", { redirect: false }));
}

/** Ends the session that the guards believe in. Auth.js has its own way of reading cookies, and may find another or none. */
async function revokeCurrentSession(): Promise<void> {
  const { sessionToken, metadata } = await getCaller();
  if (sessionToken !== null) await endSession(sessionToken, metadata);
}

/** Ends the browser's session and takes its cookie back. For server actions. */
export async function clearSessionCookie(): Promise<void> {
  // First, for Auth.js keeps to itself what goes wrong.
  await revokeCurrentSession();
  await signOut({ redirect: false });
}
