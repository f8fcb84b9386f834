import { z } from "zod";
import type { Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import {
  addIdentifier,
  claimIdentifier,
  type NewIdentifier,
  type TypedIdentifier,
} from "@/lib/flows/identifiers/add";
import { type IdentifierRef, makePrimary, removeIdentifier } from "@/lib/flows/identifiers/change";
import {
  attemptOwnIdentifier,
  describeOwnVerification,
  ownIdentifier,
  ownIdentifiers,
  prepareOwnIdentifier,
} from "@/lib/flows/identifiers/own";
import type { OwnIdentifier } from "@/lib/flows/identifiers/read";
import type { IdentifierChoice } from "@/lib/flows/identifiers/verify";
import { codeField } from "../fields";
import { redirectUrlField, textField } from "./fields";
import type { Reply } from "./route";

const emailStrategy = z.enum(["email_code", "email_link"]);
const phoneStrategy = z.literal("phone_code");

export const addEmailAddressSchema = z.strictObject({
  emailAddress: textField,
  strategy: emailStrategy.optional(),
  redirectUrl: redirectUrlField.optional(),
});
export const addPhoneNumberSchema = z.strictObject({
  phoneNumber: textField,
  strategy: phoneStrategy.optional(),
});
export const prepareEmailAddressSchema = z.strictObject({
  strategy: emailStrategy.default("email_code"),
  redirectUrl: redirectUrlField.optional(),
});
export const preparePhoneNumberSchema = z.strictObject({ strategy: phoneStrategy.default("phone_code") });
export const attemptIdentifierSchema = z.strictObject({ code: codeField });

/** What an address or number is. */
export function identifierFields(
  kind: IdentifierRef["kind"],
  { id, value, isVerified, isPrimary }: OwnIdentifier,
) {
  const named = kind === "email" ? { emailAddress: value } : { phoneNumber: value };
  return { id, ...named, isVerified, isPrimary };
}

/** An address or number as its owner is told of it, and how far the client that asks has come in proving it. */
export async function identifierResource(kind: IdentifierRef["kind"], own: OwnIdentifier, caller: Caller) {
  const verification = await describeOwnVerification({ kind, identifierId: own.id }, caller);
  return { ...identifierFields(kind, own), verification };
}

/** Answers the addresses, or the numbers, of whoever calls. */
export async function replyIdentifiers(kind: IdentifierRef["kind"], caller: Caller): Promise<Result<Reply>> {
  const found = await ownIdentifiers(kind, caller);
  if (!found.ok) return found;
  const data = await Promise.all(found.identifiers.map((own) => identifierResource(kind, own, caller)));
  return { ok: true, body: { data } };
}

/** Answers one of them. */
export async function replyIdentifier(ref: IdentifierRef, caller: Caller): Promise<Result<Reply>> {
  const found = await ownIdentifier(ref, caller);
  if (!found.ok) return found;
  return { ok: true, body: await identifierResource(ref.kind, found.identifier, caller) };
}

/** Adds an address or number and, where it is chosen how, sends what proves it. */
export async function replyAdded(
  added: TypedIdentifier | NewIdentifier,
  caller: Caller,
): Promise<Result<Reply>> {
  const result =
    "method" in added ? await addIdentifier(added, caller) : await claimIdentifier(added, caller);
  if (!result.ok) return result;
  return replyIdentifier({ kind: added.kind, identifierId: result.identifierId }, caller);
}

/** Sends what proves an address or number. */
export async function replyPrepared(choice: IdentifierChoice, caller: Caller): Promise<Result<Reply>> {
  const prepared = await prepareOwnIdentifier(choice, caller);
  return prepared.ok ? replyIdentifier(choice, caller) : prepared;
}

/** Proves an address or number by its code. */
export async function replyAttempted(
  tried: IdentifierRef & { code: string },
  caller: Caller,
): Promise<Result<Reply>> {
  const attempted = await attemptOwnIdentifier(tried, caller);
  return attempted.ok ? replyIdentifier(tried, caller) : attempted;
}

/** Makes an address or number the primary one. */
export async function replyPrimary(ref: IdentifierRef, caller: Caller): Promise<Result<Reply>> {
  const made = await makePrimary(ref, caller);
  return made.ok ? replyIdentifier(ref, caller) : made;
}

/** Takes an address or number off the account. */
export async function replyRemoved(ref: IdentifierRef, caller: Caller): Promise<Result<Reply>> {
  const removed = await removeIdentifier(ref, caller);
  return removed.ok ? { ok: true, body: { id: ref.identifierId, deleted: true } } : removed;
}
