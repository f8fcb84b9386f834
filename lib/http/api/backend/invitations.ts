import { z } from "zod";
import type { Result } from "@/lib/errors";
import {
  SIGN_UP_INVITATION_STATUSES,
  type SignUpInvitation,
} from "@/lib/flows/sign-up-invitations/invitation";
import { inviteToSignUp } from "@/lib/flows/sign-up-invitations/invite";
import { listSignUpInvitations } from "@/lib/flows/sign-up-invitations/read";
import { revokeSignUpInvitation } from "@/lib/flows/sign-up-invitations/revoke";
import { redirectUrlField, textField } from "../fields";
import { nextCursor, pageFields, timestamp } from "./fields";
import type { BackendEndpoint } from "./route";

type Answer<Schema extends z.ZodType> = Promise<Result<{ body: z.output<Schema> }>>;

const status = z.enum(SIGN_UP_INVITATION_STATUSES);

export const listInvitationsSchema = z.strictObject({ ...pageFields, status: status.optional() });

export const createInvitationSchema = z.strictObject({
  emailAddress: textField,
  redirectUrl: redirectUrlField.optional().describe("Where the user is redirected after the sign-up."),
});

export const invitationSchema = z
  .strictObject({
    id: z.uuid(),
    emailAddress: z.string(),
    status: status.describe("An invitation that was replaced by a newer one is `revoked`."),
    redirectUrl: z.string().nullable(),
    createdAt: timestamp,
    expiresAt: timestamp,
  })
  .meta({ id: "Invitation" });

export const invitationsSchema = z
  .strictObject({ data: z.array(invitationSchema), nextCursor })
  .meta({ id: "InvitationList" });

function invitationResource({ createdAt, expiresAt, ...invitation }: SignUpInvitation) {
  return { ...invitation, createdAt: createdAt.getTime(), expiresAt: expiresAt.getTime() };
}

/** Returns a page of invitations. */
export async function invitationsResponse(
  input: z.output<typeof listInvitationsSchema>,
): Answer<typeof invitationsSchema> {
  const { limit, cursor = null, status: wanted = null } = input;
  const page = await listSignUpInvitations({ limit, cursor, status: wanted });
  return { ok: true, body: { data: page.invitations.map(invitationResource), nextCursor: page.nextCursor } };
}

/** Invites an address to sign up and returns the invitation. */
export async function invitedResponse(
  { emailAddress, redirectUrl }: z.output<typeof createInvitationSchema>,
  { actor }: BackendEndpoint,
): Answer<typeof invitationSchema> {
  const invited = await inviteToSignUp({ emailAddress, redirectUrl: redirectUrl ?? null }, actor);
  return invited.ok ? { ok: true, body: invitationResource(invited.invitation) } : invited;
}

/** Revokes an invitation and returns it. */
export async function invitationRevokedResponse(
  _input: object,
  { id, actor }: BackendEndpoint,
): Answer<typeof invitationSchema> {
  const revoked = await revokeSignUpInvitation(id, actor);
  return revoked.ok ? { ok: true, body: invitationResource(revoked.invitation) } : revoked;
}
