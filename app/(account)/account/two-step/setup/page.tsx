import type { Metadata } from "next";
import { PhoneSetupStep, TotpSetupStep } from "@/app/_ui/factor-setup-step";
import { requireActiveSession } from "@/lib/web/guard";
import { getTranslations } from "@/lib/web/locale";
import { type SearchParams, single } from "@/lib/web/search-params";
import { TWO_STEP } from "@/lib/web/two-step-path";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.twoStep");
  return { title: t("setUp") };
}

/** Where a second factor that was begun in the account is proven. */
export default async function SetupPage({ searchParams }: { searchParams: SearchParams }) {
  const session = await requireActiveSession(TWO_STEP);
  const t = await getTranslations("account.twoStep");
  const { by, verification } = await searchParams;
  const props = {
    place: "account",
    redirectUrl: undefined,
    onwards: TWO_STEP,
    footer: <a href={TWO_STEP}>{t("back")}</a>,
  } as const;
  if (by === "totp") return <TotpSetupStep session={session} {...props} />;
  return <PhoneSetupStep verification={single(verification)} {...props} />;
}
