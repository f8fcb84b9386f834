import type { Metadata } from "next";
import { ActivityList } from "@/app/_ui/activity-list";
import { FeatureParts } from "@/app/_ui/features";
import { Section } from "@/app/_ui/section";
import { profileOf } from "@/lib/flows/account/profile";
import { listSessionsOf } from "@/lib/flows/account/sessions";
import { readActivity } from "@/lib/flows/activity";
import type { OwnIdentifier } from "@/lib/flows/identifiers/read";
import { getTwoFactorStatus } from "@/lib/flows/second-factor/read";
import { requireActiveSession } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { isMessagingEnabled, isSmsEnabled } from "@/lib/http/page-settings";
import { type SearchParams, singleParam, TWO_STEP } from "@/lib/http/paths";
import type { CurrentSession } from "@/lib/sessions/find";
import { AccountLayout } from "./account-layout";
import { SuspiciousActivityHint } from "./activity/suspicious-activity-hint";
import { AddEmailAddress, AddPhoneNumber } from "./add";
import { Devices } from "./devices/section";
import { IdentifierList } from "./identifier-list";
import { PasskeysSection } from "./passkeys/section";
import { Password } from "./password/section";
import { ProfileForm } from "./profile/form";
import { UsernameSection } from "./username/section";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("heading") };
}

/** The number of recent events on the account page. */
const ACTIVITY_SHOWN = 5;

/** The account page: profile, identifiers, sign-in methods, devices and recent activity. */
export default async function AccountPage({ searchParams }: { searchParams: SearchParams }) {
  const session = await requireActiveSession("/account");
  const t = await getTranslations("account");
  const { name, username, emailAddresses, phoneNumbers, hasPassword } = await profileOf(session);
  const query = await searchParams;
  const lists = {
    query: { unfolded: singleParam(query.unfolded), of: singleParam(query.of) },
    onlySignInMethod: onlyVerified([...emailAddresses, ...phoneNumbers]),
    secondFactors: await secondFactorsOf(session),
  };
  const { entries } = await readActivity(session.user.id, { limit: ACTIVITY_SHOWN });
  return (
    <AccountLayout
      texts={["newPassword", "passwordField", "passwordForm", "strength"]}
      heading={t("heading")}
    >
      <Section id="profile" heading={t("profile.heading")} lead={<FeatureParts part="ProfileHint" />}>
        <ProfileForm name={name} />
      </Section>
      <UsernameSection
        username={username}
        isTaken={query.username === "taken"}
        redirectUrl={singleParam(query.redirect_url)}
      />
      <Section id="email-addresses" heading={t("emailAddresses.heading")} lead={t("emailAddresses.lead")}>
        <IdentifierList kind="email" identifiers={emailAddresses} {...lists} />
        {isMessagingEnabled() && <AddEmailAddress />}
      </Section>
      <Section id="phone-numbers" heading={t("phoneNumbers.heading")} lead={t("phoneNumbers.lead")}>
        <IdentifierList kind="phone" identifiers={phoneNumbers} {...lists} />
        {isSmsEnabled() && <AddPhoneNumber />}
      </Section>
      <Password session={session} hasPassword={hasPassword} />
      <TwoStep isOn={session.hasSecondFactor} />
      <PasskeysSection />
      <Devices sessions={await listSessionsOf(session)} />
      <Section id="activity" heading={t("activity.recent")} lead={<SuspiciousActivityHint />}>
        <ActivityList entries={entries} />
        <a href="/account/activity" className="mt-3 inline-flex min-h-11 items-center">
          {t("activity.all")}
        </a>
      </Section>
      <Leaving />
    </AccountLayout>
  );
}

/** Returns the id of the only verified identifier, or `null` if there are several. */
function onlyVerified(identifiers: OwnIdentifier[]): string | null {
  const [first, ...others] = identifiers.filter(({ isVerified }) => isVerified);
  return first !== undefined && others.length === 0 ? first.id : null;
}

/** Returns the second factors that the removal of a number affects. */
async function secondFactorsOf({ user, hasSecondFactor }: CurrentSession) {
  if (!hasSecondFactor) return { phones: [], hasOthers: false };
  const { phones, totp, passkeys } = await getTwoFactorStatus(user.id);
  return { phones: phones.map(({ id }) => id), hasOthers: totp || passkeys > 0 };
}

async function TwoStep({ isOn }: { isOn: boolean }) {
  const t = await getTranslations("account.twoStep");
  return (
    <Section id="two-step" heading={t("heading")} lead={t(isOn ? "leadOn" : "leadOff")}>
      <a href={TWO_STEP} className="button button-quiet">
        {t(isOn ? "manage" : "setUp")}
      </a>
    </Section>
  );
}

async function Leaving() {
  const t = await getTranslations("account");
  return (
    <>
      <Section id="data" heading={t("data.heading")} lead={t("data.lead")}>
        <a href="/account/data" className="button button-quiet">
          {t("data.download")}
        </a>
      </Section>
      <Section id="delete" heading={t("delete.section")} lead={t("delete.lead")}>
        <a href="/account/delete" className="button button-danger">
          {t("delete.section")}
        </a>
      </Section>
    </>
  );
}
