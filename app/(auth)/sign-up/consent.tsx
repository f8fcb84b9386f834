import type { ReactNode } from "react";
import { operatorLinks } from "@/lib/http/brand";
import { getTranslations } from "@/lib/http/locale";

/** What signing up accepts, if the operator has terms or a privacy policy. The links keep the filled form open. */
export async function Consent() {
  const { termsUrl, privacyUrl } = operatorLinks();
  if (termsUrl === null && privacyUrl === null) return null;
  const t = await getTranslations("auth.signUp.consent");
  const linkTo = (href: string | null) => (chunks: ReactNode) => (
    <a href={href ?? ""} target="_blank" rel="noopener">
      {chunks}
    </a>
  );
  const key = termsUrl === null ? "privacy" : privacyUrl === null ? "terms" : "both";
  return (
    <p className="text-sm text-quiet">
      {t.rich(key, { terms: linkTo(termsUrl), privacy: linkTo(privacyUrl) })}
    </p>
  );
}
