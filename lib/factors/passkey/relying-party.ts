import { isIP } from "node:net";
import { config } from "@/lib/config";

/** The site that passkeys are created for (WebAuthn: the relying party). A browser offers them to no other site. */
export type RelyingParty = { id: string; name: string; origin: string };

/**
 * Returns the relying party of this app: `APP_NAME`, and the host and origin of `APP_URL`, regardless of the Host
 * header.
 */
export function relyingParty(appUrl: string = config().appUrl): RelyingParty {
  const { hostname, origin } = new URL(appUrl);
  return { id: hostname, name: config().brand.name, origin };
}

/** Whether passkeys are available. No browser creates one for an IP address. */
export function passkeysAvailable(appUrl: string = config().appUrl): boolean {
  return isIP(relyingParty(appUrl).id.replace(/^\[|\]$/g, "")) === 0;
}
