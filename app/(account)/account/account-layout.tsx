import type { ReactNode } from "react";
import { AppShell } from "@/app/_ui/app-shell";
import { SectionNav } from "@/app/_ui/section-nav";
import { getTranslations } from "@/lib/http/locale";

/** The subjects of the account, by where they stand on its page, in the order in which it has them. */
const SECTIONS = {
  profile: "profile",
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

/** A page of the account, with the way to every subject of it. */
export async function AccountLayout({ heading, children }: { heading: string; children: ReactNode }) {
  const t = await getTranslations("account.room");
  const subjects = Object.entries(SECTIONS).map(([id, key]) => ({ href: `/account#${id}`, label: t(key) }));
  return (
    <AppShell heading={heading} aside={<SectionNav label={t("label")} subjects={subjects} />}>
      {children}
    </AppShell>
  );
}
