/** Returns a regular expression for the paths of a route, such as `/organizations/[id]`. */
function patternOf(route: string): RegExp {
  const segments = route.split("/").filter((segment) => segment !== "");
  const parts = segments.map((segment) => {
    if (/^\[\[\.\.\..+\]\]$/.test(segment)) return "(?:/.+)?";
    if (/^\[\.\.\..+\]$/.test(segment)) return "/.+";
    if (/^\[.+\]$/.test(segment)) return "/[^/]+";
    return `/${segment.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`;
  });
  return new RegExp(`^${parts.join("") || "/"}$`);
}

function decode(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    // Next.js rejects such a path.
    return path;
  }
}

/**
 * Returns a function that tells whether one of the routes has a path. Like Next.js, it decodes the path and
 * distinguishes case.
 *
 * @param routes as `listRoutes` returns them
 */
export function routeMatcher(routes: string[]): (path: string) => boolean {
  const patterns = routes.map(patternOf);
  return (path) => {
    const decoded = decode(path);
    return patterns.some((pattern) => pattern.test(decoded));
  };
}

/**
 * Whether a page or handler of `app/` has this path. The build lists them (`next.config.mjs`). A page that is not in
 * the list, because the development server started before it existed, still guards itself.
 */
export const isRoute = routeMatcher(JSON.parse(process.env.APP_ROUTES ?? "[]"));

/** Whether the page of this path is in `app/(public)`, whose pages need no session. */
export const isInPublicGroup = routeMatcher(JSON.parse(process.env.APP_PUBLIC_ROUTES ?? "[]"));
