import { Section } from "@/app/_ui/section";
import { organizationsOf } from "@/lib/flows/organizations/read";
import { getTranslations } from "@/lib/http/locale";

/** Lists a user's organizations on their page in the admin area. */
export async function UserSection({ userId }: { userId: string }) {
  const organizations = await organizationsOf(userId);
  const t = await getTranslations("organizations");
  return (
    <Section id="organizations" heading={t("heading")}>
      {organizations.length === 0 ? (
        <p className="text-quiet">{t("ofUser.empty")}</p>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {organizations.map(({ id, name, role }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-3">
              <bdi className="min-w-0 wrap-anywhere">{name}</bdi>
              <span className="text-quiet">{t(`roles.${role}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
