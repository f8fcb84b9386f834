import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import type { VerificationMethod } from "@/lib/db/generated/enums";
import { maskEmailWithoutDomain } from "@/lib/identifiers/email";
import { asIdentifier, maskIdentifier } from "@/lib/identifiers/identifier";
import { isInCountries } from "@/lib/identifiers/phone";
import { deliveryAvailable } from "@/lib/notifications/outbox";
import { CHANNEL } from "../verification/send";
import { decoyContacts } from "./decoy-factors";
import { secondContactShare } from "./second-contact-share";

/** An address or number to which a proof can be sent. */
export type Contact = { id: string; kind: "email" | "phone"; value: string; masked: string };

/** One way to prove the first factor. */
export type FirstFactor = { method: VerificationMethod; contact: Contact };

/**
 * The ways somebody can prove the first factor: what they really have, masked, or for an unknown identifier a plausible
 * set that stays the same each time. The identifier that was typed comes first.
 */
export async function supportedFirstFactors(
  db: Db,
  identifier: string,
  userId: string | null,
): Promise<FirstFactor[]> {
  // Asked for an unknown person too, so that the time tells nothing.
  const real = await contactsOf(db, userId, identifier);
  const share = await secondContactShare(db);
  const contacts = userId === null ? decoyContacts(asIdentifier(identifier), share) : real;
  return contacts.flatMap((contact) => methodsOf(contact).map((method) => ({ method, contact })));
}

function methodsOf({ kind, value }: Contact): VerificationMethod[] {
  const reachable = kind === "email" || value === "" || isInCountries(value, config().phone.countries);
  const methods: VerificationMethod[] = kind === "email" ? ["email_code", "email_link"] : ["phone_code"];
  return methods.filter((method) => reachable && deliveryAvailable(CHANNEL[method]));
}

/**
 * The typed one, and the primary one of the other kind: not all thirty somebody may have, nor a second one of the same
 * kind, which no unknown person seems to have.
 */
async function contactsOf(db: Db, userId: string | null, identifier: string): Promise<Contact[]> {
  const { kind } = asIdentifier(identifier);
  const rows = await db.$queryRaw<{ id: string; value: string }[]>`
    SELECT id, address AS value FROM "EmailAddress"
    WHERE "userId" = ${userId}::uuid AND "verifiedAt" IS NOT NULL
      AND (address = ${identifier} OR "isPrimary" AND ${kind} = 'phone')
    UNION ALL
    SELECT id, number FROM "PhoneNumber"
    WHERE "userId" = ${userId}::uuid AND "verifiedAt" IS NOT NULL
      AND (number = ${identifier} OR "isPrimary" AND ${kind} = 'email')`;
  return rows
    .map(({ id, value }) => ({
      id,
      value,
      kind: asIdentifier(value).kind,
      masked: maskedFor(value, identifier),
    }))
    .sort((a, b) => Number(b.value === identifier) - Number(a.value === identifier));
}

/** As it is shown to whoever typed an identifier: this one, or another that they may know nothing of. */
function maskedFor(value: string, identifier: string): string {
  const isHintEnough = value !== identifier && asIdentifier(value).kind === "email";
  return isHintEnough ? maskEmailWithoutDomain(value) : maskIdentifier(value);
}
