import type { Metadata } from "next";
import { AddPasskey } from "@/app/_ui/passkey/add";
import { passkeysOf } from "@/lib/flows/passkeys/read";
import { requireActiveSession } from "@/lib/web/guard";
import { getTranslations } from "@/lib/web/locale";
import { passkeysAvailable } from "@/lib/web/page-settings";
import { PASSKEYS } from "@/lib/web/passkeys-path";
import { AccountRoom } from "../account-room";
import { PasskeyList } from "./list";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.passkeys");
  return { title: t("heading") };
}

/** The passkeys of an account: which there are, and what can be done with each. */
export default async function PasskeysPage() {
  const { user, hasSecondFactor } = await requireActiveSession(PASSKEYS);
  const t = await getTranslations("account.passkeys");
  return (
    <AccountRoom heading={t("heading")}>
      <p>{t("intro")}</p>
      {!hasSecondFactor && <p className="mt-3 text-quiet">{t("first")}</p>}
      <PasskeyList passkeys={await passkeysOf(user.id)} />
      {passkeysAvailable() && (
        <div className="mt-6 max-w-[24rem]">
          <AddPasskey fields={{ place: "account" }} onwards={PASSKEYS} />
        </div>
      )}
    </AccountRoom>
  );
}
