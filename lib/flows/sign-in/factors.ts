import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import type { VerificationMethod } from "@/lib/db/generated/enums";
import { asIdentifier, maskIdentifier } from "@/lib/identifiers/identifier";
import { isInCountries } from "@/lib/identifiers/phone";
import { deliveryAvailable } from "@/lib/messages/outbox";
import { CHANNEL } from "../verification/send";
import { plausibleContacts } from "./plausible";

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
  const contacts = userId === null ? plausibleContacts(asIdentifier(identifier)) : real;
  return contacts.flatMap((contact) => methodsOf(contact).map((method) => ({ method, contact })));
}

function methodsOf({ kind, value }: Contact): VerificationMethod[] {
  const reachable = kind === "email" || value === "" || isInCountries(value, config().phone.countries);
  const methods: VerificationMethod[] = kind === "email" ? ["email_code", "email_link"] : ["phone_code"];
  return methods.filter((method) => reachable && deliveryAvailable(CHANNEL[method]));
}

/** The typed one, and the primary one of each kind: not all thirty somebody may have. */
async function contactsOf(db: Db, userId: string | null, identifier: string): Promise<Contact[]> {
  const rows = await db.$queryRaw<{ id: string; value: string }[]>`
    SELECT id, address AS value, "isPrimary" FROM "EmailAddress"
    WHERE "userId" = ${userId}::uuid AND "verifiedAt" IS NOT NULL AND ("isPrimary" OR address = ${identifier})
    UNION ALL
    SELECT id, number, "isPrimary" FROM "PhoneNumber"
    WHERE "userId" = ${userId}::uuid AND "verifiedAt" IS NOT NULL AND ("isPrimary" OR number = ${identifier})`;
  return rows
    .map(({ id, value }) => ({ id, value, kind: asIdentifier(value).kind, masked: maskIdentifier(value) }))
    .sort((a, b) => rank(a, identifier) - rank(b, identifier));
}

const rank = ({ kind, value }: Contact, identifier: string) =>
  value === identifier ? 0 : kind === "email" ? 1 : 2;
