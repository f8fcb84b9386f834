import { Section } from "@/app/_ui/section";
import type { OwnIdentifier } from "@/lib/flows/identifiers/read";
import type { UserRecord } from "@/lib/flows/users/read";
import { getTranslations } from "@/lib/http/locale";
import { Badge } from "../../badge";

/** Lists a user's identifiers. */
export async function Identifiers({ user: { emailAddresses, phoneNumbers } }: { user: UserRecord }) {
  const t = await getTranslations("admin.user.identifiers");
  return (
    <Section id="identifiers" heading={t("heading")}>
      <List identifiers={[...emailAddresses, ...phoneNumbers]} />
    </Section>
  );
}

async function List({ identifiers }: { identifiers: OwnIdentifier[] }) {
  const t = await getTranslations("admin.user.identifiers");
  if (identifiers.length === 0) return <p className="text-quiet">{t("empty")}</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {identifiers.map(({ id, value, isPrimary, isVerified }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <bdi className="min-w-0 wrap-anywhere">{value}</bdi>
          <span className="flex gap-2">
            {isPrimary && <Badge>{t("primary")}</Badge>}
            {!isVerified && <Badge tone="wrong">{t("unverified")}</Badge>}
          </span>
        </li>
      ))}
    </ul>
  );
}
