import { config } from "@/lib/config";
import { checkRedirectUrl } from "@/lib/redirect-url";

/** Where to lead somebody who asked for a place to go on to: there, if it is allowed, and home otherwise. */
export function safeRedirectUrl(target: string | null | undefined): string {
  const { appUrl, redirectOrigins } = config();
  return (target && checkRedirectUrl(target, { appUrl, redirectOrigins })) || "/";
}
