import { z } from "zod";
import type { AuditFilter } from "@/lib/flows/audit/list";
import { singleParam } from "../paths";
import { textFrom } from "./page-query";

const DAY_MS = 86_400_000;

/** The values of the audit log filter, as submitted. */
export type AuditQuery = { user: string; type: string; since: string; until: string };

/** A date that JavaScript and PostgreSQL can both represent. */
const day = z.iso.date().refine((typed) => typed >= "1970" && typed < "2200");

/** The filter form. Dates are in UTC, and the range includes the last one. */
const filterSchema = z.object({
  user: z.literal("").or(z.uuid()),
  type: z.string(),
  since: z.literal("").or(day),
  until: z.literal("").or(day),
});

/** Reads the filter values from the query of a page. */
export function auditQuery(query: Record<string, string | string[] | undefined>): AuditQuery {
  const text = (name: keyof AuditQuery) => textFrom(singleParam(query[name]));
  return { user: text("user"), type: text("type"), since: text("since"), until: text("until") };
}

/** Parses the filter values. Returns the filter, or the names of the invalid fields. */
export function auditFilter(query: AuditQuery): { filter: AuditFilter } | { wrong: (keyof AuditQuery)[] } {
  const parsed = filterSchema.safeParse(query);
  if (!parsed.success) return { wrong: parsed.error.issues.map(({ path }) => path[0] as keyof AuditQuery) };
  const { user, type, since, until } = parsed.data;
  return {
    filter: {
      userId: user || null,
      type: type || null,
      since: since ? new Date(since) : null,
      until: until ? new Date(Date.parse(until) + DAY_MS) : null,
    },
  };
}
