import { operatorLinks } from "@/lib/http/brand";
import { getTranslations } from "@/lib/http/locale";
import { LanguageSwitch } from "./language-switch";

/**
 * The end of every page: other languages, and the operator's links. They open beside the page, whose form may be
 * filled.
 */
export async function PageFooter() {
  const t = await getTranslations("ui.footer");
  const { supportUrl, termsUrl, privacyUrl } = operatorLinks();
  const links = [
    { href: supportUrl, label: t("support") },
    { href: termsUrl, label: t("terms") },
    { href: privacyUrl, label: t("privacy") },
  ];
  return (
    <div className="flex flex-wrap gap-x-5">
      <LanguageSwitch />
      {links.map(
        ({ href, label }) =>
          href !== null && (
            <a
              key={label}
              href={href}
              target="_blank"
              rel="noopener"
              className="inline-flex min-h-11 items-center"
            >
              {label}
            </a>
          ),
      )}
    </div>
  );
}
