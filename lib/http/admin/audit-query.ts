import { z } from "zod";
import type { AuditFilter } from "@/lib/flows/audit/list";
import { singleParam } from "../search-params";
import { textFrom } from "./page-query";

const DAY_MS = 86_400_000;

/** What the filter of the audit log was filled in with. */
export type AuditQuery = { user: string; type: string; since: string; until: string };

/** A day that every part of the way can write. */
const day = z.iso.date().refine((typed) => typed >= "1970" && typed < "2200");

/** The filter as its form has it: days are those of UTC, and the last one is part of the span. */
const filterSchema = z.object({
  user: z.literal("").or(z.uuid()),
  type: z.string(),
  since: z.literal("").or(day),
  until: z.literal("").or(day),
});

/** Reads what the filter was filled in with from a page's query. */
export function auditQuery(query: Record<string, string | string[] | undefined>): AuditQuery {
  const text = (name: keyof AuditQuery) => textFrom(singleParam(query[name]));
  return { user: text("user"), type: text("type"), since: text("since"), until: text("until") };
}

/** Which lines are asked for, or the names of the fields that make no sense. */
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
