import type { ReactNode } from "react";
import { Room } from "@/app/_ui/room";
import { Subjects } from "@/app/_ui/subjects";
import { getTranslations } from "@/lib/web/locale";

/** The subjects of the account, by where they stand on its page, in the order in which it has them. */
const SUBJECTS = {
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
export async function AccountRoom({ heading, children }: { heading: string; children: ReactNode }) {
  const t = await getTranslations("account.room");
  const subjects = Object.entries(SUBJECTS).map(([id, key]) => ({ href: `/account#${id}`, label: t(key) }));
  return (
    <Room heading={heading} aside={<Subjects label={t("label")} subjects={subjects} />}>
      {children}
    </Room>
  );
}
