import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import type { VerificationMethod } from "@/lib/db/generated/enums";
import { HIDDEN_EMAIL, maskEmailWithoutDomain } from "@/lib/identifiers/email";
import { asIdentifier, contactKindOf, maskIdentifier } from "@/lib/identifiers/identifier";
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
 * Returns the typed identifier and the primary contact of the other kind; for a username, the primary address and
 * number. Other contacts are omitted (a user may have 30). Decoys never include a second contact of a kind, so showing
 * one would reveal that the account exists.
 */
async function contactsOf(db: Db, userId: string | null, identifier: string): Promise<Contact[]> {
  const { kind } = asIdentifier(identifier);
  const rows = await db.$queryRaw<{ id: string; value: string }[]>`
    SELECT id, address AS value FROM "EmailAddress"
    WHERE "userId" = ${userId}::uuid AND "verifiedAt" IS NOT NULL
      AND (address = ${identifier} OR "isPrimary" AND ${kind} <> 'email')
    UNION ALL
    SELECT id, number FROM "PhoneNumber"
    WHERE "userId" = ${userId}::uuid AND "verifiedAt" IS NOT NULL
      AND (number = ${identifier} OR "isPrimary" AND ${kind} <> 'phone')`;
  return rows
    .map(({ id, value }) => ({
      id,
      value,
      kind: contactKindOf(value),
      masked: maskedFor(value, identifier),
    }))
    .sort((a, b) => orderOf(a, identifier) - orderOf(b, identifier));
}

/** The typed identifier comes first, and an address before a number. */
function orderOf({ kind, value }: Contact, identifier: string): number {
  if (value === identifier) return 0;
  return kind === "email" ? 1 : 2;
}

/**
 * Masks a contact for the user who typed an identifier. For an email address that was not typed, the domain is hidden
 * too.
 */
function maskedFor(value: string, identifier: string): string {
  if (value === identifier || contactKindOf(value) === "phone") return maskIdentifier(value);
  return asIdentifier(identifier).kind === "username" ? HIDDEN_EMAIL : maskEmailWithoutDomain(value);
}
