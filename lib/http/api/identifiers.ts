import { z } from "zod";
import type { Result } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import {
  addIdentifier,
  addUnverifiedIdentifier,
  type NewIdentifier,
  type TypedIdentifier,
} from "@/lib/flows/identifiers/add";
import { type IdentifierRef, makePrimary, removeIdentifier } from "@/lib/flows/identifiers/change";
import type { OwnIdentifier } from "@/lib/flows/identifiers/read";
import {
  attemptUserIdentifier,
  describeUserVerification,
  getUserIdentifier,
  getUserIdentifiers,
  prepareUserIdentifier,
} from "@/lib/flows/identifiers/user-identifiers";
import type { IdentifierChoice } from "@/lib/flows/identifiers/verify";
import { type DescribedVerification, verificationSchema } from "@/lib/flows/verification/describe";
import { codeField } from "../fields";
import { type deletedSchema, redirectUrlField, textField } from "./fields";
import type { ApiResponse } from "./route";

const emailStrategy = z.enum(["email_code", "email_link"]);
const phoneStrategy = z.literal("phone_code");

/** One of the two names that an address or number may be sent by, and no more. */
const isOne = (name: string | undefined, other: string | undefined) =>
  (name === undefined) !== (other === undefined);

export const addEmailAddressSchema = z
  .strictObject({
    emailAddress: textField.optional().describe("Required unless `email` is sent."),
    email: textField.optional().describe("An alias of `emailAddress`."),
    strategy: emailStrategy.optional(),
    redirectUrl: redirectUrlField.optional(),
  })
  .refine(({ emailAddress, email }) => isOne(emailAddress, email), { path: ["emailAddress"] });
export const addPhoneNumberSchema = z
  .strictObject({
    phoneNumber: textField.optional().describe("Required unless `phone` is sent."),
    phone: textField.optional().describe("An alias of `phoneNumber`."),
    strategy: phoneStrategy.optional(),
  })
  .refine(({ phoneNumber, phone }) => isOne(phoneNumber, phone), { path: ["phoneNumber"] });
export const prepareEmailAddressSchema = z.strictObject({
  strategy: emailStrategy.default("email_code"),
  redirectUrl: redirectUrlField.optional(),
});
export const preparePhoneNumberSchema = z.strictObject({ strategy: phoneStrategy.default("phone_code") });
export const attemptIdentifierSchema = z.strictObject({ code: codeField });

const standing = {
  isVerified: z.boolean(),
  isPrimary: z.boolean(),
  verification: verificationSchema.nullable().describe("The verification in progress on this client."),
};

export const emailAddressSchema = z
  .strictObject({ id: z.uuid(), emailAddress: z.string(), ...standing })
  .meta({ id: "EmailAddress" });

export const phoneNumberSchema = z
  .strictObject({ id: z.uuid(), phoneNumber: z.string(), ...standing })
  .meta({ id: "PhoneNumber" });

export const emailAddressesSchema = z
  .strictObject({ data: z.array(emailAddressSchema) })
  .meta({ id: "EmailAddressList" });

export const phoneNumbersSchema = z
  .strictObject({ data: z.array(phoneNumberSchema) })
  .meta({ id: "PhoneNumberList" });

/** An address or number as its owner is told of it, by its kind. */
type Resources = { email: z.output<typeof emailAddressSchema>; phone: z.output<typeof phoneNumberSchema> };

type Kind = keyof Resources;

/** What is about an address or a number, whichever a route is for. */
type OfKind<K extends Kind, About> = About & { kind: K };

type Standing = Omit<OwnIdentifier, "value"> & { verification: DescribedVerification | null };

const resources: { [K in Kind]: (value: string, standing: Standing) => Resources[K] } = {
  email: (emailAddress, { id, ...standing }) => ({ id, emailAddress, ...standing }),
  phone: (phoneNumber, { id, ...standing }) => ({ id, phoneNumber, ...standing }),
};

/** Describes an address or number for its owner, and how far the client that asks has come in proving it. */
async function identifierResource<K extends Kind>(
  kind: K,
  { id, value, isVerified, isPrimary }: OwnIdentifier,
  caller: Caller,
): Promise<Resources[K]> {
  const verification = await describeUserVerification({ kind, identifierId: id }, caller);
  return resources[kind](value, { id, isVerified, isPrimary, verification });
}

/** Describes addresses, or numbers, for their owner. */
export function identifierResources<K extends Kind>(
  kind: K,
  owned: OwnIdentifier[],
  caller: Caller,
): Promise<Resources[K][]> {
  return Promise.all(owned.map((own) => identifierResource(kind, own, caller)));
}

/** Answers the addresses, or the numbers, of whoever calls. */
export async function identifiersResponse<K extends Kind>(
  kind: K,
  caller: Caller,
): Promise<Result<ApiResponse<{ data: Resources[K][] }>>> {
  const found = await getUserIdentifiers(kind, caller);
  if (!found.ok) return found;
  return { ok: true, body: { data: await identifierResources(kind, found.identifiers, caller) } };
}

/** Answers one of them. */
export async function identifierResponse<K extends Kind>(
  ref: OfKind<K, IdentifierRef>,
  caller: Caller,
): Promise<Result<ApiResponse<Resources[K]>>> {
  const found = await getUserIdentifier(ref, caller);
  if (!found.ok) return found;
  return { ok: true, body: await identifierResource(ref.kind, found.identifier, caller) };
}

/** Adds an address or number and, where it is chosen how, sends what proves it. */
export async function addedResponse<K extends Kind>(
  added: OfKind<K, TypedIdentifier | NewIdentifier>,
  caller: Caller,
): Promise<Result<ApiResponse<Resources[K]>>> {
  const result =
    "method" in added ? await addIdentifier(added, caller) : await addUnverifiedIdentifier(added, caller);
  if (!result.ok) return result;
  return identifierResponse<K>({ kind: added.kind, identifierId: result.identifierId }, caller);
}

/** Sends what proves an address or number. */
export async function preparedResponse<K extends Kind>(
  choice: OfKind<K, IdentifierChoice>,
  caller: Caller,
): Promise<Result<ApiResponse<Resources[K]>>> {
  const prepared = await prepareUserIdentifier(choice, caller);
  return prepared.ok ? identifierResponse<K>(choice, caller) : prepared;
}

/** Proves an address or number by its code. */
export async function attemptedResponse<K extends Kind>(
  tried: OfKind<K, IdentifierRef & { code: string }>,
  caller: Caller,
): Promise<Result<ApiResponse<Resources[K]>>> {
  const attempted = await attemptUserIdentifier(tried, caller);
  return attempted.ok ? identifierResponse<K>(tried, caller) : attempted;
}

/** Makes an address or number the primary one. */
export async function primaryResponse<K extends Kind>(
  ref: OfKind<K, IdentifierRef>,
  caller: Caller,
): Promise<Result<ApiResponse<Resources[K]>>> {
  const made = await makePrimary(ref, caller);
  return made.ok ? identifierResponse<K>(ref, caller) : made;
}

/** Takes an address or number off the account. */
export async function removedResponse(
  ref: IdentifierRef,
  caller: Caller,
): Promise<Result<ApiResponse<z.output<typeof deletedSchema>>>> {
  const removed = await removeIdentifier(ref, caller);
  if (!removed.ok) return removed;
  const body = { id: ref.identifierId, deleted: true } as const;
  return { ok: true, body, ...(removed.session && { session: removed.session }) };
}
