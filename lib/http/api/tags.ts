/** Who may call: one of the ways named. */
export type Security = Record<string, never[]>[];

/** Anybody: an app, a browser, and whoever holds nothing yet. */
const ANYBODY: Security = [{ app: [] }, { browser: [] }, {}];
/** Whoever holds a session. */
const SIGNED_IN: Security = [{ app: [] }, { browser: [] }];
/** Whoever carries a `SECRET_KEY`. */
const BACKEND: Security = [{ secretKey: [] }];

/** The groups of calls, by the first part of their paths: what they are about, and who may call them. */
export const TAGS = {
  "sign-ins": { name: "Sign-in", security: ANYBODY },
  "sign-ups": { name: "Sign-up", security: ANYBODY },
  "email-links": { name: "Email links", security: ANYBODY },
  client: { name: "Client", security: ANYBODY },
  session: { name: "Session", security: SIGNED_IN },
  me: { name: "Current user", security: SIGNED_IN },
  "password-reset": { name: "Password reset in two calls", security: ANYBODY },
  users: { name: "Backend API: users", security: BACKEND },
  "audit-events": { name: "Backend API: audit log", security: BACKEND },
  "openapi.json": { name: "OpenAPI specification", security: ANYBODY },
};

/** The group that a path is in. */
export function tagOf(path: string): { name: string; security: Security } {
  const [, first = ""] = path.split("/");
  const tag = Object.entries(TAGS).find(([name]) => name === first);
  if (tag === undefined) throw new Error(`There is no group of calls for ${path}.`);
  return tag[1];
}
