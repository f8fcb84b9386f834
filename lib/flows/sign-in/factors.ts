import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import type { VerificationMethod } from "@/lib/db/generated/enums";
import { maskEmailWithoutDomain } from "@/lib/identifiers/email";
import { asIdentifier, maskIdentifier } from "@/lib/identifiers/identifier";
import { isInCountries } from "@/lib/identifiers/phone";
import { deliveryAvailable } from "@/lib/notifications/outbox";
import { CHANNEL } from "../verification/send";
import { type Contact, decoyContacts } from "./decoy-factors";
import { secondContactShare } from "./second-contact-share";

/** A method to verify the first factor, with the contact it uses. */
export type FirstFactor = { method: VerificationMethod; contact: Contact };

/**
 * Returns the methods that can verify the first factor: the real contacts, masked; or for an unknown identifier a set
 * of decoys that is the same each time. The typed identifier comes first.
 */
export async function supportedFirstFactors(
  db: Db,
  identifier: string,
  userId: string | null,
): Promise<FirstFactor[]> {
  // Also queried for unknown identifiers, so that timing does not reveal whether the account exists.
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
 * Returns the typed identifier and the primary contact of the other kind. Other contacts are omitted (a user may have
 * 30). Decoys never include a second contact of the typed kind, so showing one would reveal that the account exists.
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

/**
 * Masks a contact for the user who typed an identifier. For an email address that was not typed, the domain is hidden
 * too.
 */
function maskedFor(value: string, identifier: string): string {
  const isHintEnough = value !== identifier && asIdentifier(value).kind === "email";
  return isHintEnough ? maskEmailWithoutDomain(value) : maskIdentifier(value);
}
