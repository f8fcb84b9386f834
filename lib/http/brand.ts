import { headers } from "next/headers";
import { brandStyleSheet } from "@/lib/brand-colors";
import { config } from "@/lib/config";

/** What the top of every page shows. */
export type PageBrand = { name: string; slug: string; logoUrl: string | null };

/** Returns the name and the logo for pages. */
export function pageBrand(): PageBrand {
  const { name, slug, logoUrl } = config().brand;
  return { name, slug, logoUrl };
}

/** Returns the links of the app's operator that are set: support, terms and privacy policy. */
export function operatorLinks() {
  const { supportUrl, termsUrl, privacyUrl } = config().brand;
  return { supportUrl, termsUrl, privacyUrl };
}

/** Returns the style sheet of the brand color with the nonce of this response, or `null` without a brand color. */
export async function brandStyle(): Promise<{ css: string; nonce: string | undefined } | null> {
  const { colors } = config().brand;
  if (colors === null) return null;
  const policy = (await headers()).get("Content-Security-Policy") ?? "";
  return { css: brandStyleSheet(colors), nonce: /'nonce-([^']+)'/.exec(policy)?.[1] };
}
