import { isIP } from "node:net";
import { config } from "@/lib/config";

/** Who passkeys are made for (WebAuthn: the relying party). A browser offers them to nobody else. */
export type RelyingParty = { id: string; name: string; origin: string };

/** The relying party of this app: the very host and origin of `APP_URL`, whatever the Host header says. */
export function relyingParty(appUrl: string = config().appUrl): RelyingParty {
  const { hostname, origin } = new URL(appUrl);
  return { id: hostname, name: "Latchkey", origin };
}

/** Whether there can be passkeys here: no browser makes one for an IP address. */
export function passkeysAvailable(appUrl: string = config().appUrl): boolean {
  return isIP(relyingParty(appUrl).id.replace(/^\[|\]$/g, "")) === 0;
}
