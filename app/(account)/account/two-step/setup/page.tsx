import type { Metadata } from "next";
import { PhoneSetupStep, TotpSetupStep } from "@/app/_ui/factor-setup-step";
import { requireActiveSession } from "@/lib/web/guard";
import { type SearchParams, single } from "@/lib/web/search-params";
import { TWO_STEP } from "@/lib/web/two-step-path";

export const metadata: Metadata = { title: "Set up two-step verification" };

const props = {
  place: "account",
  redirectUrl: undefined,
  onwards: TWO_STEP,
  footer: <a href={TWO_STEP}>Back to two-step verification</a>,
} as const;

/** Where a second factor that was begun in the account is proven. */
export default async function SetupPage({ searchParams }: { searchParams: SearchParams }) {
  const session = await requireActiveSession(TWO_STEP);
  const { by, verification } = await searchParams;
  if (by === "totp") return <TotpSetupStep session={session} {...props} />;
  return <PhoneSetupStep verification={single(verification)} {...props} />;
}
