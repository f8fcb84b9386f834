/** The accepted credentials of an endpoint: any one of the listed ones. */
export type Security = Record<string, never[]>[];

/** Every client: an app, a browser, or a client without credentials. */
const PUBLIC: Security = [{ app: [] }, { browser: [] }, {}];
/** A client with a session. */
const SIGNED_IN: Security = [{ app: [] }, { browser: [] }];
/** A client with a `SECRET_KEY`. */
const BACKEND: Security = [{ secretKey: [] }];

/** The groups of endpoints by the first segment of their paths: their names and accepted credentials. */
export const TAGS = {
  "sign-ins": { name: "Sign-in", security: PUBLIC },
  "sign-ups": { name: "Sign-up", security: PUBLIC },
  "email-links": { name: "Email links", security: PUBLIC },
  client: { name: "Client", security: PUBLIC },
  session: { name: "Session", security: SIGNED_IN },
  me: { name: "Current user", security: SIGNED_IN },
  organizations: { name: "Organizations", security: SIGNED_IN },
  "password-reset": { name: "Password reset in two calls", security: PUBLIC },
  users: { name: "Backend API: users", security: BACKEND },
  invitations: { name: "Backend API: invitations", security: BACKEND },
  "audit-events": { name: "Backend API: audit log", security: BACKEND },
  "openapi.json": { name: "OpenAPI specification", security: PUBLIC },
};

/** Returns the group of a path. */
export function tagOf(path: string): { name: string; security: Security } {
  const [, first = ""] = path.split("/");
  const tag = Object.entries(TAGS).find(([name]) => name === first);
  if (tag === undefined) throw new Error(`There is no group of calls for ${path}.`);
  return tag[1];
}
