import type { Metadata } from "next";
import { Room } from "@/app/_ui/room";
import { identifiersOf } from "@/lib/flows/identifiers/read";
import { requireActiveSession } from "@/lib/web/guard";
import { messagesAvailable, textsAvailable } from "@/lib/web/page-settings";
import { TWO_STEP } from "@/lib/web/two-step-path";
import { AddEmailAddress, AddPhoneNumber } from "./add";
import { IdentifierList } from "./identifier-list";
import { PasskeysSection } from "./passkeys/section";

export const metadata: Metadata = { title: "Your account" };

/** The addresses and numbers by which somebody signs in and gets back in. */
export default async function AccountPage() {
  const { user, hasSecondFactor } = await requireActiveSession("/account");
  const { emailAddresses, phoneNumbers } = await identifiersOf(user.id);
  return (
    <Room heading="Your account">
      <section>
        <h2 className="text-xl font-semibold">Email addresses</h2>
        <p className="mt-2 text-quiet">
          You sign in with any verified one. The primary one gets your messages.
        </p>
        <IdentifierList kind="email" identifiers={emailAddresses} />
        {messagesAvailable() && <AddEmailAddress />}
      </section>
      <section className="mt-12">
        <h2 className="text-xl font-semibold">Phone numbers</h2>
        <p className="mt-2 text-quiet">
          Another way in, and back in, by text message. A number can be taken over more easily than a mailbox.
        </p>
        <IdentifierList kind="phone" identifiers={phoneNumbers} />
        {textsAvailable() && <AddPhoneNumber />}
      </section>
      <section className="mt-12">
        <h2 className="text-xl font-semibold">Two-step verification</h2>
        <p className="mt-2 text-quiet">
          {hasSecondFactor
            ? "It is on: signing in takes a second proof."
            : "It is off: your password or mailbox is enough to get in."}
        </p>
        <a href={TWO_STEP} className="button button-quiet mt-4">
          {hasSecondFactor ? "Manage two-step verification" : "Set up two-step verification"}
        </a>
      </section>
      <PasskeysSection />
    </Room>
  );
}
