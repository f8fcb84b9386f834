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

/** Whether exactly one of the two names of a field is sent. */
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

/** The API resource of an identifier for its owner, by kind. */
type Resources = { email: z.output<typeof emailAddressSchema>; phone: z.output<typeof phoneNumberSchema> };

type Kind = keyof Resources;

/** Parameters with the kind of the identifier. */
type OfKind<K extends Kind, About> = About & { kind: K };

type Standing = Omit<OwnIdentifier, "value"> & { verification: DescribedVerification | null };

const resources: { [K in Kind]: (value: string, standing: Standing) => Resources[K] } = {
  email: (emailAddress, { id, ...standing }) => ({ id, emailAddress, ...standing }),
  phone: (phoneNumber, { id, ...standing }) => ({ id, phoneNumber, ...standing }),
};

/** Converts an identifier to its API resource, with the verification in progress on the calling client. */
async function identifierResource<K extends Kind>(
  kind: K,
  { id, value, isVerified, isPrimary }: OwnIdentifier,
  caller: Caller,
): Promise<Resources[K]> {
  const verification = await describeUserVerification({ kind, identifierId: id }, caller);
  return resources[kind](value, { id, isVerified, isPrimary, verification });
}

/** Converts identifiers to their API resources. */
export function identifierResources<K extends Kind>(
  kind: K,
  owned: OwnIdentifier[],
  caller: Caller,
): Promise<Resources[K][]> {
  return Promise.all(owned.map((own) => identifierResource(kind, own, caller)));
}

/** Returns the email addresses or phone numbers of the caller. */
export async function identifiersResponse<K extends Kind>(
  kind: K,
  caller: Caller,
): Promise<Result<ApiResponse<{ data: Resources[K][] }>>> {
  const found = await getUserIdentifiers(kind, caller);
  if (!found.ok) return found;
  return { ok: true, body: { data: await identifierResources(kind, found.identifiers, caller) } };
}

/** Returns one identifier of the caller. */
export async function identifierResponse<K extends Kind>(
  ref: OfKind<K, IdentifierRef>,
  caller: Caller,
): Promise<Result<ApiResponse<Resources[K]>>> {
  const found = await getUserIdentifier(ref, caller);
  if (!found.ok) return found;
  return { ok: true, body: await identifierResource(ref.kind, found.identifier, caller) };
}

/** Adds an identifier, and sends its code or link if a method is chosen. */
export async function addedResponse<K extends Kind>(
  added: OfKind<K, TypedIdentifier | NewIdentifier>,
  caller: Caller,
): Promise<Result<ApiResponse<Resources[K]>>> {
  const result =
    "method" in added ? await addIdentifier(added, caller) : await addUnverifiedIdentifier(added, caller);
  if (!result.ok) return result;
  return identifierResponse<K>({ kind: added.kind, identifierId: result.identifierId }, caller);
}

/** Sends the code or link that verifies an identifier. */
export async function preparedResponse<K extends Kind>(
  choice: OfKind<K, IdentifierChoice>,
  caller: Caller,
): Promise<Result<ApiResponse<Resources[K]>>> {
  const prepared = await prepareUserIdentifier(choice, caller);
  return prepared.ok ? identifierResponse<K>(choice, caller) : prepared;
}

/** Verifies an identifier by its code. */
export async function attemptedResponse<K extends Kind>(
  attempt: OfKind<K, IdentifierRef & { code: string }>,
  caller: Caller,
): Promise<Result<ApiResponse<Resources[K]>>> {
  const attempted = await attemptUserIdentifier(attempt, caller);
  return attempted.ok ? identifierResponse<K>(attempt, caller) : attempted;
}

/** Makes an identifier the primary one of its kind. */
export async function primaryResponse<K extends Kind>(
  ref: OfKind<K, IdentifierRef>,
  caller: Caller,
): Promise<Result<ApiResponse<Resources[K]>>> {
  const made = await makePrimary(ref, caller);
  return made.ok ? identifierResponse<K>(ref, caller) : made;
}

/** Removes an identifier from the account. */
export async function removedResponse(
  ref: IdentifierRef,
  caller: Caller,
): Promise<Result<ApiResponse<z.output<typeof deletedSchema>>>> {
  const removed = await removeIdentifier(ref, caller);
  if (!removed.ok) return removed;
  const body = { id: ref.identifierId, deleted: true } as const;
  return { ok: true, body, ...(removed.session && { session: removed.session }) };
}
