import type { Metadata } from "next";
import { AddPasskey } from "@/app/_ui/passkey/add";
import { passkeysOf } from "@/lib/flows/passkeys/read";
import { getTwoFactorStatus } from "@/lib/flows/second-factor/read";
import { requireActiveSession } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { passkeysAvailable } from "@/lib/http/page-settings";
import { PASSKEYS, type SearchParams, singleParam } from "@/lib/http/paths";
import { AccountLayout } from "../account-layout";
import { PasskeyList } from "./list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.passkeys");
  return { title: t("heading") };
}

/** The page that lists an account's passkeys, with the actions for each. */
export default async function PasskeysPage({ searchParams }: { searchParams: SearchParams }) {
  const { user, hasSecondFactor } = await requireActiveSession(PASSKEYS);
  const t = await getTranslations("account.passkeys");
  const { totp, phones } = await getTwoFactorStatus(user.id);
  return (
    <AccountLayout texts={["addPasskey", "backupCodes", "passkey", "renamePasskey"]} heading={t("heading")}>
      <p>{t("intro")}</p>
      {!hasSecondFactor && <p className="mt-3 text-quiet">{t("first")}</p>}
      <PasskeyList
        passkeys={await passkeysOf(user.id)}
        of={singleParam((await searchParams).of)}
        hasOtherFactors={totp || phones.length > 0}
      />
      {passkeysAvailable() && (
        <div className="mt-6 max-w-[24rem]">
          <AddPasskey fields={{ context: "account" }} redirectTo={PASSKEYS} />
        </div>
      )}
    </AccountLayout>
  );
}
