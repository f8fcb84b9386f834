import { getTranslations } from "@/lib/http/locale";

const WEBMAIL: Record<string, { name: string; url: string }> = {
  "gmail.com": { name: "Gmail", url: "https://mail.google.com/" },
  "googlemail.com": { name: "Gmail", url: "https://mail.google.com/" },
  "outlook.com": { name: "Outlook", url: "https://outlook.live.com/mail/" },
  "hotmail.com": { name: "Outlook", url: "https://outlook.live.com/mail/" },
  "icloud.com": { name: "iCloud Mail", url: "https://www.icloud.com/mail/" },
  "yahoo.com": { name: "Yahoo Mail", url: "https://mail.yahoo.com/" },
  "proton.me": { name: "Proton Mail", url: "https://mail.proton.me/" },
};

/** Links to the webmail of an address whose provider is known by its domain. */
export async function Webmail({ address }: { address: string }) {
  const at = address.lastIndexOf("@");
  const provider = at < 0 ? undefined : WEBMAIL[address.slice(at + 1)];
  if (!provider) return null;
  const t = await getTranslations("ui");
  return (
    <a href={provider.url} target="_blank" rel="noreferrer">
      {t("webmail", { name: provider.name })}
    </a>
  );
}
