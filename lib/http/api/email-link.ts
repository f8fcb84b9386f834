import { z } from "zod";
import { type Result, remapErrorField } from "@/lib/errors";
import type { Caller } from "@/lib/flows/caller";
import { confirmLink } from "@/lib/flows/email-link/confirm";
import { LINK_STATUS } from "@/lib/flows/email-link/result";
import type { ApiResponse } from "./route";
import { sessionOf } from "./sign-in";

const MAX_TOKEN_LENGTH = 128;

export const attemptLinkSchema = z.strictObject({
  token: z.string().min(1).max(MAX_TOKEN_LENGTH),
  matchNumber: z
    .int()
    .min(10)
    .max(99)
    .optional()
    .describe("Required from any client other than the one that requested the link."),
});

/** The result of confirming a link. */
export const attemptedLinkSchema = z
  .strictObject({
    status: z.enum(["verified", "expired", "failed", "client_mismatch"]),
    sameClient: z.boolean().describe("Whether the client that requested the link confirmed it."),
  })
  .meta({ id: "EmailLinkResult" });

type AttemptedLink = z.output<typeof attemptedLinkSchema>;

/** Confirms a link and returns the result. */
export async function linkResponse(
  input: z.output<typeof attemptLinkSchema>,
  caller: Caller,
): Promise<Result<ApiResponse<AttemptedLink>>> {
  const { token, matchNumber } = input;
  const confirmed = await confirmLink({ token, matchNumber: matchNumber ?? null }, caller);
  if (!confirmed.ok) return remapErrorField(confirmed, "number", "matchNumber");
  const { confirmation } = confirmed;
  const status = LINK_STATUS[confirmation.status];
  if (confirmation.status !== "verified") return { ok: true, body: { status, sameClient: false } };
  const { sameClient, next } = confirmation;
  return { ok: true, body: { status, sameClient }, session: sessionOf(next.outcome) };
}
