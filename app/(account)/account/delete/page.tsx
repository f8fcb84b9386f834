import type { Metadata } from "next";
import { AuthCard } from "@/app/_ui/auth-card";
import { DeleteForm } from "@/app/_ui/delete-form";
import { FeatureParts, listDeletionBlockers } from "@/app/_ui/features";
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
  const blockers = await listDeletionBlockers(user.id);
  return (
    <AuthCard
      texts={["deleteForm"]}
      scene="closed"
      heading={t("heading")}
      lead={blockers.length === 0 ? <WhatHappens /> : blockers}
      footer={<a href="/account">{t("keep")}</a>}
    >
      {blockers.length === 0 && <DeleteForm action={deleteAccountAction} submit={t("submit")} />}
    </AuthCard>
  );
}

async function WhatHappens() {
  const t = await getTranslations("account.delete");
  const days = deletionGraceDays();
  return (
    <div className="space-y-3">
      <p>{t("whatGoes")}</p>
      <FeatureParts part="DeletionEffect" />
      <p className="border-l-4 border-wrong py-1 pl-4 text-ink">
        {days === 0 ? t("atOnce") : t("later", { days })}
      </p>
    </div>
  );
}
