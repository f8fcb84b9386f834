import type { Metadata } from "next";
import { ActivityList } from "@/app/_ui/activity-list";
import { Section } from "@/app/_ui/section";
import { profileOf } from "@/lib/flows/account/profile";
import { sessionsBeside } from "@/lib/flows/account/sessions";
import { readActivity } from "@/lib/flows/activity";
import { requireActiveSession } from "@/lib/web/guard";
import { messagesAvailable, textsAvailable } from "@/lib/web/page-settings";
import { TWO_STEP } from "@/lib/web/two-step-path";
import { AccountRoom } from "./account-room";
import { Suspicion } from "./activity/suspicion";
import { AddEmailAddress, AddPhoneNumber } from "./add";
import { Devices } from "./devices/section";
import { IdentifierList } from "./identifier-list";
import { PasskeysSection } from "./passkeys/section";
import { Password } from "./password/section";
import { ProfileForm } from "./profile/form";

export const metadata: Metadata = { title: "Your account" };

/** What somebody sees of the latest activity before they ask for more. */
const ACTIVITY_SHOWN = 5;

/** Everything somebody can see and change about themselves and their ways in. */
export default async function AccountPage() {
  const session = await requireActiveSession("/account");
  const { name, emailAddresses, phoneNumbers, hasPassword } = await profileOf(session);
  const { entries } = await readActivity(session.user.id, { limit: ACTIVITY_SHOWN });
  return (
    <AccountRoom heading="Your account">
      <Section id="profile" heading="Profile" lead="What others in your organizations know you by.">
        <ProfileForm name={name} />
      </Section>
      <Section
        id="email-addresses"
        heading="Email addresses"
        lead="You sign in with any verified one. The primary one gets your messages."
      >
        <IdentifierList kind="email" identifiers={emailAddresses} />
        {messagesAvailable() && <AddEmailAddress />}
      </Section>
      <Section
        id="phone-numbers"
        heading="Phone numbers"
        lead="Another way in, and back in, by text message. A number can be taken over more easily than a mailbox."
      >
        <IdentifierList kind="phone" identifiers={phoneNumbers} />
        {textsAvailable() && <AddPhoneNumber />}
      </Section>
      <Password session={session} hasPassword={hasPassword} />
      <TwoStep isOn={session.hasSecondFactor} />
      <PasskeysSection />
      <Devices sessions={await sessionsBeside(session)} />
      <Section id="activity" heading="Recent activity" lead={<Suspicion />}>
        <ActivityList entries={entries} />
        <a href="/account/activity" className="mt-3 inline-flex min-h-11 items-center">
          All activity
        </a>
      </Section>
      <Leaving />
    </AccountRoom>
  );
}

function TwoStep({ isOn }: { isOn: boolean }) {
  const lead = isOn
    ? "It is on: signing in takes a second proof."
    : "It is off: your password or mailbox is enough to get in.";
  return (
    <Section id="two-step" heading="Two-step verification" lead={lead}>
      <a href={TWO_STEP} className="button button-quiet">
        {isOn ? "Manage two-step verification" : "Set up two-step verification"}
      </a>
    </Section>
  );
}

function Leaving() {
  return (
    <>
      <Section
        id="data"
        heading="Your data"
        lead="Everything that is kept about you, as one JSON file. Passwords and other secrets are not in it."
      >
        <a href="/account/data" className="button button-quiet">
          Download my data
        </a>
      </Section>
      <Section
        id="delete"
        heading="Delete account"
        lead="The account goes, and everything kept with it. You confirm it on the next page."
      >
        <a href="/account/delete" className="button button-danger">
          Delete account
        </a>
      </Section>
    </>
  );
}
