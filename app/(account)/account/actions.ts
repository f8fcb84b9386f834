"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import type { Caller } from "@/lib/flows/caller";
import { addIdentifier } from "@/lib/flows/identifiers/add";
import { makePrimary, removeIdentifier } from "@/lib/flows/identifiers/change";
import {
  attemptIdentifierVerification,
  prepareIdentifierVerification,
  startIdentifierVerification,
} from "@/lib/flows/identifiers/verify";
import { attemptField, codeField, identifierField } from "@/lib/http/fields";
import { formAction } from "@/lib/http/form-action";
import { getTranslations } from "@/lib/http/locale";
import { resentNotice } from "@/lib/http/method-label";
import { redirectToReauthenticate } from "@/lib/http/reauthenticate";
import { continueWithoutFactor } from "@/lib/http/removed-factor";

const METHOD = { code: "email_code", link: "email_link" } as const;

const PATH = "/account";

const emailSchema = z.object({
  emailAddress: identifierField,
  method: z.enum(["code", "link"]).default("code"),
});

/** Adds an email address and redirects to its verification. */
export const addEmailAddressAction = formAction(emailSchema, async (input, caller) => {
  const method = METHOD[input.method];
  const result = await addIdentifier({ kind: "email", typed: input.emailAddress, method }, caller);
  if (!result.ok) return redirectToReauthenticate(result, PATH);
  redirect(`/account/verify?verification=${result.verificationId}`);
});

const phoneSchema = z.object({ phoneNumber: identifierField });

/** Adds a phone number and redirects to its verification. */
export const addPhoneNumberAction = formAction(phoneSchema, async (input, caller) => {
  const number = { kind: "phone", typed: input.phoneNumber, method: "phone_code" } as const;
  const result = await addIdentifier(number, caller);
  if (!result.ok) return redirectToReauthenticate(result, PATH);
  redirect(`/account/verify?verification=${result.verificationId}`);
});

const refSchema = z.object({ kind: z.enum(["email", "phone"]), id: z.uuid() });

/** Sends the code or link that verifies an existing identifier. */
export const verifyIdentifierAction = formAction(refSchema, async ({ kind, id: identifierId }, caller) => {
  const result =
    kind === "email"
      ? await startIdentifierVerification({ kind, identifierId, method: "email_code" }, caller)
      : await startIdentifierVerification({ kind, identifierId, method: "phone_code" }, caller);
  if (!result.ok) return result;
  redirect(`/account/verify?verification=${result.verificationId}`);
});

/** Makes an identifier the primary one of its kind. */
export const makePrimaryAction = formAction(refSchema, async ({ kind, id }, caller) => {
  const result = await makePrimary({ kind, identifierId: id }, caller);
  if (!result.ok) return redirectToReauthenticate(result, PATH);
  const t = await getTranslations("account.identifiers");
  return { notice: t("madePrimary") };
});

/** Removes an identifier from the account. */
export const removeIdentifierAction = formAction(refSchema, async ({ kind, id }, caller) => {
  const result = await removeIdentifier({ kind, identifierId: id }, caller);
  if (!result.ok) return redirectToReauthenticate(result, PATH);
  const { value, newPrimary, session } = result;
  const isOff = session !== null && !(await continueWithoutFactor(session, PATH));
  const t = await getTranslations("account.identifiers.removal");
  const sentences = [
    t("done", { value }),
    ...(newPrimary === null ? [] : [t(`newPrimary.${kind}`, { value: newPrimary })]),
    ...(isOff ? [t("twoStepOff")] : []),
  ];
  return { notice: sentences.join(" ") };
});

const methodSchema = z.object({
  verification: attemptField,
  method: z.enum(["email_code", "email_link", "phone_code"]),
});

/** Sends a code or link by the chosen method. */
export const chooseVerificationMethodAction = formAction(methodSchema, async (input, caller) => {
  const result = await prepare(input, caller);
  if (!result.ok) return result;
  redirect(`/account/verify?verification=${input.verification}`);
});

/** Sends the most recent message again. */
export const resendVerificationAction = formAction(methodSchema, async (input, caller) => {
  const result = await prepare(input, caller);
  return result.ok ? resentNotice(input.method) : result;
});

function prepare({ verification, method }: z.output<typeof methodSchema>, caller: Caller) {
  return prepareIdentifierVerification({ verificationId: verification, method }, caller);
}

const codeSchema = z.object({ verification: attemptField, code: codeField });

/** Verifies an identifier by its code. */
export const attemptVerificationCodeAction = formAction(codeSchema, async (input, caller) => {
  const { verification: verificationId, code } = input;
  const result = await attemptIdentifierVerification({ verificationId, code }, caller);
  if (!result.ok) return result;
  redirect("/account");
});
