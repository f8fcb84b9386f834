import type { Metadata } from "next";
import { AuthCard } from "@/app/_ui/auth-card";
import { DeleteForm } from "@/app/_ui/delete-form";
import { organizationsBlockingDeletion } from "@/lib/flows/account/request-deletion";
import { requireRecentAuth } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { deletionGraceDays } from "@/lib/http/page-settings";
import { deleteAccountAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.delete");
  return { title: t("heading") };
}

/**
 * The page that confirms the deletion of an account. It lists what will be deleted, and until when the deletion can be
 * cancelled.
 */
export default async function DeletePage() {
  const { user } = await requireRecentAuth("/account/delete");
  const t = await getTranslations("account.delete");
  const inTheWay = await organizationsBlockingDeletion(user.id);
  return (
    <AuthCard
      scene="closed"
      heading={t("heading")}
      lead={inTheWay.length === 0 ? <WhatHappens /> : <HandOver organizations={inTheWay} />}
      footer={<a href="/account">{t("keep")}</a>}
    >
      {inTheWay.length === 0 && <DeleteForm action={deleteAccountAction} submit={t("submit")} />}
    </AuthCard>
  );
}

async function WhatHappens() {
  const t = await getTranslations("account.delete");
  const days = deletionGraceDays();
  return (
    <div className="space-y-3">
      <p>{t("whatGoes")}</p>
      <p className="border-l-4 border-wrong py-1 pl-4 text-ink">
        {days === 0 ? t("atOnce") : t("later", { days })}
      </p>
    </div>
  );
}

async function HandOver({ organizations }: { organizations: { id: string; name: string }[] }) {
  const t = await getTranslations("account.delete");
  return (
    <div className="space-y-3">
      <p>{t("handOver")}</p>
      <ul className="list-disc pl-5">
        {organizations.map(({ id, name }) => (
          <li key={id}>
            <a href={`/organizations/${id}`} className="inline-flex min-h-11 items-center wrap-anywhere">
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
