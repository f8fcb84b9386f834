import { config } from "@/lib/config";
import { carriesBearer } from "./bearer";

/**
 * Whether a request may see the development inbox.
 *
 * @returns 404 where the inbox is off, 401 where it wants a token and the request carries none, otherwise `null`
 */
export function inboxRefusal(headers: Headers): 404 | 401 | null {
  const { on, token } = config().inbox;
  if (!on) return 404;
  return token !== null && !carriesBearer(headers, token) ? 401 : null;
}
