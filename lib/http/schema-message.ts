import type { z } from "zod";
import type { MessageOverride } from "@/lib/errors";
import { isMessageKey } from "@/lib/localize-error";

/** Returns the message key of a schema error if the schema defines one. Zod's own messages are for developers. */
export function schemaMessageKey({ code, message }: z.core.$ZodIssue): MessageOverride | undefined {
  return code === "custom" && isMessageKey(message) ? { key: message } : undefined;
}
