/** The options that name the server. */
export type ServerOptions = {
  /** The origin of the server. Defaults to the origin of the page. */
  baseUrl?: string;
  /** The origin of the server too, under the name of Clerk's key. A key of Clerk is rejected. */
  publishableKey?: string | undefined;
  /** The older name of `publishableKey`. */
  frontendApi?: string | undefined;
};

/** The names under which Clerk's samples name their server. */
const ALIASES = ["publishableKey", "frontendApi"] as const;

/** A scheme, a host and a port, and nothing else. `URL` of React Native does not implement what this needs. */
const ORIGIN = /^(https?:\/\/(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[\da-f:.]+\])(?::\d{1,5})?)\/?$/i;

/**
 * Returns the origin of the server; empty for the origin of the page.
 *
 * @throws TypeError if `publishableKey` or `frontendApi` is not an origin, such as a key of Clerk
 */
export function serverOrigin(options: ServerOptions): string {
  const origins = ALIASES.flatMap((name) => {
    const value = options[name];
    return value === undefined ? [] : [parseOrigin(name, value)];
  });
  return options.baseUrl ?? origins[0] ?? "";
}

function parseOrigin(name: string, value: string): string {
  const [, origin] = ORIGIN.exec(value) ?? [];
  if (origin !== undefined) return origin.toLowerCase();
  throw new TypeError(
    `${name} must be the origin of the Latchkey server, such as https://auth.example.com, but is "${value}".`,
  );
}
