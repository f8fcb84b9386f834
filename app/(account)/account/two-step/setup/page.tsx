import type { Metadata } from "next";
import { PhoneSetupStep, TotpSetupStep } from "@/app/_ui/factor-setup-step";
import { requireActiveSession } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { type SearchParams, singleParam, TWO_STEP } from "@/lib/http/paths";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.twoStep");
  return { title: t("setUp") };
}

/** The page that confirms a second factor that is set up in the account. */
export default async function SetupPage({ searchParams }: { searchParams: SearchParams }) {
  const session = await requireActiveSession(TWO_STEP);
  const t = await getTranslations("account.twoStep");
  const { by, verification } = await searchParams;
  const props = {
    context: "account",
    redirectUrl: undefined,
    redirectTo: TWO_STEP,
    footer: <a href={TWO_STEP}>{t("back")}</a>,
  } as const;
  if (by === "totp") return <TotpSetupStep session={session} {...props} />;
  return <PhoneSetupStep verification={singleParam(verification)} {...props} />;
}
