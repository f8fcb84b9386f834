import type { Metadata } from "next";
import { AddPasskey } from "@/app/_ui/passkey/add";
import { passkeysOf } from "@/lib/flows/passkeys/read";
import { requireActiveSession } from "@/lib/web/guard";
import { passkeysAvailable } from "@/lib/web/page-settings";
import { PASSKEYS } from "@/lib/web/passkeys-path";
import { AccountRoom } from "../account-room";
import { PasskeyList } from "./list";

export const metadata: Metadata = { title: "Passkeys" };

/** The passkeys of an account: which there are, and what can be done with each. */
export default async function PasskeysPage() {
  const { user, hasSecondFactor } = await requireActiveSession(PASSKEYS);
  return (
    <AccountRoom heading="Passkeys">
      <p>
        A passkey signs you in by fingerprint, face or PIN. There is nothing to remember and nothing to type
        in on a page that only looks like this one.
      </p>
      {!hasSecondFactor && (
        <p className="mt-3 text-quiet">
          With the first one, two-step verification is on: a password or mailbox alone no longer gets in. You
          get backup codes for when your passkey is out of reach.
        </p>
      )}
      <PasskeyList passkeys={await passkeysOf(user.id)} />
      {passkeysAvailable() && (
        <div className="mt-6 max-w-[24rem]">
          <AddPasskey fields={{ place: "account" }} onwards={PASSKEYS} />
        </div>
      )}
    </AccountRoom>
  );
}
