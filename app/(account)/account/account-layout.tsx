import type { ReactNode } from "react";
import { AppShell } from "@/app/_ui/app-shell";
import { SectionNav } from "@/app/_ui/section-nav";
import { getTranslations } from "@/lib/http/locale";
import type { ClientText } from "@/lib/http/page-context";
import { usernamesEnabled } from "@/lib/http/page-settings";

/** The sections of the account, by their fragments on the account page, in the order of the page. */
const SECTIONS = {
  profile: "profile",
  username: "username",
  "email-addresses": "emailAddresses",
  "phone-numbers": "phoneNumbers",
  password: "password",
  "two-step": "twoStep",
  passkeys: "passkeys",
  devices: "devices",
  activity: "activity",
  data: "data",
  delete: "delete",
} as const;

type AccountLayoutProps = {
  heading: string;
  /** The client components of the page that have messages. */
  texts?: ClientText[];
  children: ReactNode;
};

/** The layout of an account page, with navigation to every section. */
export async function AccountLayout({ heading, texts = [], children }: AccountLayoutProps) {
  const t = await getTranslations("account.sections");
  const subjects = Object.entries(SECTIONS)
    .filter(([id]) => id !== "username" || usernamesEnabled())
    .map(([id, key]) => ({ href: `/account#${id}`, label: t(key) }));
  return (
    <AppShell heading={heading} texts={texts} aside={<SectionNav label={t("label")} subjects={subjects} />}>
      {children}
    </AppShell>
  );
}
