import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { type FlowError, flowError } from "@/lib/errors";
import { SUBSCRIBABLE_EVENTS } from "@/lib/events/events";
import type { Caller } from "@/lib/flows/caller";
import { translator } from "@/lib/i18n/translator";
import { localizeError } from "@/lib/localize-error";
import { getCallerAndSetClientCookie, getRequestMetadata } from "./caller";
import type { attemptField } from "./fields";
import { type FormAction, type FormState, type Outcome, RENDERED_FOR } from "./form-state";
import { requireActiveSession } from "./guard";
import { requestLocale } from "./locale";
import { isSameOriginRequest } from "./origin";
import { toPublicError } from "./public-error";
import { rejectOtherUser } from "./rendered-for";
import { safeRedirectUrl } from "./safe-redirect";
import { schemaMessageKey } from "./schema-message";

type Act<Schema extends z.ZodObject> = (input: z.output<Schema>, caller: Caller) => Promise<Outcome>;

/**
 * Creates the server action of a form that acts on the signed-in user. The action checks that the request is
 * same-origin and that the form was rendered for this user, parses the fields, passes the caller to the handler, and
 * localizes errors for the form. After an error, the form is filled with the submitted values, except passwords.
 *
 * @param schema the form's fields; others are dropped, and a field sent twice or as a file is rejected
 * @param act the handler
 */
export function formAction<Schema extends z.ZodObject>(schema: Schema, act: Act<Schema>): FormAction {
  return makeAction(schema, act, rejectOtherUser);
}

/**
 * The fields of a form that acts on an attempt, a verification or a link of this client, independent of the signed-in
 * user.
 */
type FlowSchema =
  | z.ZodObject<{ attempt: typeof attemptField }>
  | z.ZodObject<{ verification: typeof attemptField }>
  | z.ZodObject<{ token: z.ZodString }>;

/**
 * `formAction` for a step of a flow. The form names the attempt, verification or link it was rendered for and acts only
 * on that. The flow checks that it belongs to this client.
 */
export function flowAction<Schema extends FlowSchema>(schema: Schema, act: Act<Schema>): FormAction {
  return makeAction(schema, act, async () => null);
}

/**
 * `formAction` for a form that starts a flow from typed input, independent of the signed-in user: sign-in, sign-up and
 * forgotten passwords.
 */
export function beginAction<Schema extends z.ZodObject>(schema: Schema, act: Act<Schema>): FormAction {
  return makeAction(schema, act, async () => null);
}

function makeAction<Schema extends z.ZodObject>(
  schema: Schema,
  act: Act<Schema>,
  rejectBinding: typeof rejectOtherUser,
): FormAction {
  return async (_state, form) => {
    if (!isSameOriginRequest(await headers())) return refuse({}, [flowError("request_forbidden")]);
    const fields = readFields(form);
    if (fields === null) return refuse({}, [flowError("form_param_format_invalid")]);
    const values = echoedValues(fields);
    try {
      // Check before setting the client cookie: setting it would re-render the page for the current user.
      const rejected = await rejectBinding(fields[RENDERED_FOR]);
      if (rejected) return refuse({}, [rejected]);
      const parsed = schema.safeParse(fields);
      if (!parsed.success) return refuse(values, parsed.error.issues.map(fieldError));
      const outcome = await act(parsed.data, await getCallerAndSetClientCookie());
      if (!("errors" in outcome)) return { errors: [], values: {}, ...outcome };
      await redirectIfSessionInvalid(outcome.errors);
      return refuse(values, outcome.errors);
    } catch (error) {
      unstable_rethrow(error);
      return refuse(values, [toPublicError(error, getRequestMetadata(await headers()).requestId)]);
    }
  };
}

/** Redirects to the sign-in page if there is no session, or to the pending task of the session. */
async function redirectIfSessionInvalid([error]: FlowError[]): Promise<void> {
  if (error?.code === "authentication_invalid" || error?.code === "session_pending") {
    await requireActiveSession(safeRedirectUrl((await headers()).get("referer")));
  }
}

/** Returns the form state for errors, in the language of the page. */
async function refuse(values: Record<string, string>, errors: FlowError[]): Promise<FormState> {
  const locale = await requestLocale();
  const localized = errors.map((error) => localizeError(error, locale));
  const count = new Set(localized.flatMap(({ meta }) => meta.paramName ?? [])).size;
  const summary = count > 1 && translator(locale, "ui.form")("checkFields", { count });
  return { errors: localized, values, ...(summary && { summary }) };
}

/** Returns the fields of a form. Returns `null` if a field is a file or is sent twice. */
function readFields(form: unknown): Record<string, string> | null {
  if (!(form instanceof FormData)) return null;
  const fields = new Map<string, string>();
  for (const [name, value] of form) {
    if (name.startsWith("$ACTION")) continue;
    if (typeof value !== "string" || fields.has(name)) return null;
    fields.set(name, value);
  }
  return Object.fromEntries(fields);
}

const ECHOED_FIELDS = [
  ...["identifier", "emailAddress", "phoneNumber", "username", "method", "code", "number"],
  ...["name", "role", "attempt", "redirect_url", "confirmation", "url"],
];

/** Check boxes. A form does not send one that is not checked, so its absence is returned as an empty value. */
const checkBoxesOf = (fields: Record<string, string>): readonly string[] =>
  "url" in fields ? SUBSCRIBABLE_EVENTS : ["trust", "signOutOfOtherSessions"];

function echoedValues(fields: Record<string, string>): Record<string, string> {
  const typed = Object.entries(fields).filter(([name]) => ECHOED_FIELDS.includes(name));
  const checked = checkBoxesOf(fields).map((name) => [name, fields[name] ?? ""]);
  return Object.fromEntries([...typed, ...checked]);
}

function fieldError(issue: z.core.$ZodIssue): FlowError {
  const paramName = String(issue.path[0] ?? "");
  const missing = issue.code === "invalid_type" || issue.code === "too_small";
  return flowError(
    missing ? "form_param_missing" : "form_param_format_invalid",
    { paramName },
    schemaMessageKey(issue),
  );
}
