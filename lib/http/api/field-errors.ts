import type { z } from "zod";
import { type FlowError, flowError } from "@/lib/errors";
import { schemaMessageKey } from "../schema-message";

/** The maximum length of an unknown field name in an error. */
const MAX_NAME_LENGTH = 100;

/** The maximum number of fields in an error response. */
const MAX_ERRORS = 20;

/**
 * Converts schema issues to errors, one per field.
 *
 * @param fields the submitted fields
 */
export function fieldErrors(
  fields: Record<string, unknown>,
  issues: z.core.$ZodIssue[],
): [FlowError, ...FlowError[]] {
  const byField = new Map<string, FlowError>();
  for (const error of issues.flatMap((issue) => errorsOf(fields, issue))) {
    const name = error.meta.paramName ?? "";
    if (!byField.has(name)) byField.set(name, error);
  }
  const [first = flowError("form_param_format_invalid"), ...others] = byField.values();
  return [first, ...others.slice(0, MAX_ERRORS - 1)];
}

function errorsOf(fields: Record<string, unknown>, issue: z.core.$ZodIssue): FlowError[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) =>
      flowError("form_param_unknown", { paramName: key.slice(0, MAX_NAME_LENGTH) }),
    );
  }
  const paramName = String(issue.path[0] ?? "");
  const isMissing = !Object.hasOwn(fields, paramName) || fields[paramName] === "";
  if (issue.code === "custom" && issue.params?.isRedirectUrl === true) {
    return [flowError("redirect_url_not_allowed", { paramName })];
  }
  if (issue.code === "custom" && issue.params?.isUnknownField === true) {
    return [flowError("form_param_unknown", { paramName })];
  }
  if (isMissing) return [flowError("form_param_missing", { paramName })];
  return [flowError("form_param_format_invalid", { paramName }, schemaMessageKey(issue))];
}
