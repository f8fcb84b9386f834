import { AsyncLocalStorage } from "node:async_hooks";
import NextAuth, { CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { config } from "@/lib/config";
import { stableKey } from "@/lib/crypto/keys";
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

/** The session that a server action of this app has created and passes to Auth.js. External requests cannot set it. */
const pendingSessionStore = new AsyncLocalStorage<NewSession>();

const credentialsSchema = z.object({
  identifier: z.string().min(1),
  password: z.string().min(1),
});

/**
 * The Auth.js provider. It accepts a session that a server action created. For a direct POST to the callback it signs
 * in with identifier and password, through the same flow and rate limits as the sign-in page.
 */
const credentials = Credentials({
  credentials: { identifier: {}, password: { type: "password" } },
  async authorize(input) {
    const made = pendingSessionStore.getStore();
    if (made) return { sessionToken: made.token };
    const parsed = credentialsSchema.safeParse(input);
    if (!parsed.success) throw new CredentialsSignin();
    const result = await signInWithPassword({ ...parsed.data, redirectUrl: null }, await getCaller());
    // The callback has no second step, so it rejects a sign-in that needs a second factor.
    if (result.ok && result.entry.status === "complete") return { sessionToken: result.entry.session.token };
    throw new CredentialsSignin();
  },
});

// Auth.js reads its own origin from this variable. The Host header is ignored.
process.env.AUTH_URL = `${config().appUrl}/api/auth`;

/**
 * Configures Auth.js with an opaque cookie. The "JWT" is the token of a `Session` row, and decoding it looks up that
 * row. Only the token of a row is ever encoded, so a client cannot add data to the session.
 */
const { handlers, signIn, signOut } = NextAuth(() => ({
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

/** The handlers of the endpoints under `/api/auth`. */
export { handlers };

/** Returns the body of `GET /api/auth/session`. For a pending session it contains only `expires`. */
async function describeSession(expires: string, token: string | undefined) {
  const session = token ? await findSession(token) : null;
  if (session?.status !== "active") return { expires };
  const { id, name, emailAddress } = session.user;
  return { expires, user: { id, name, email: emailAddress } };
}

/** Sets the cookie of a new session. For server actions. */
export async function setSessionCookie(session: NewSession): Promise<void> {
  await pendingSessionStore.run(session, () => signIn("credentials", { redirect: false }));
}

/**
 * Revokes the session that the guards use. Auth.js reads cookies in a different way and may find another session or
 * none.
 */
async function revokeCurrentSession(): Promise<void> {
  const { sessionToken, metadata } = await getCaller();
  if (sessionToken !== null) await endSession(sessionToken, metadata);
}

/** Revokes the session of this browser and clears its cookie. For server actions. */
export async function clearSessionCookie(): Promise<void> {
  // Revoke first, because Auth.js swallows errors.
  await revokeCurrentSession();
  await signOut({ redirect: false });
}
