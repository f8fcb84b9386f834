import { config } from "@/lib/config";
import { checkRedirectUrl } from "@/lib/redirect-url";

/** Returns the redirect URL if it is allowed, otherwise `/`. */
export function safeRedirectUrl(target: string | null | undefined): string {
  const { appUrl, redirectOrigins } = config();
  return (target && checkRedirectUrl(target, { appUrl, redirectOrigins })) || "/";
}
