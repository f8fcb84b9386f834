import { failure, type Result } from "@/lib/errors";
import type { Caller } from "../caller";
import { readSignUpInvitation } from "../sign-up-invitations/read";
import { createSignUp, type NewSignUp } from "./create";

/** The values of a sign-up by the link of an invitation, as typed. */
export type NewInvitedSignUp = Omit<NewSignUp, "emailAddress" | "redirectUrl"> & { token: string };

/**
 * Starts a sign-up with the address and the redirect URL of an invitation. The address is verified like that of any
 * other sign-up, because a link can be forwarded. The invitation is consumed when the user is created.
 *
 * @returns the attempt's ID; or `client_state_invalid` if the invitation cannot be used, and the errors of
 *   `createSignUp`
 */
export async function createInvitedSignUp(
  { token, ...input }: NewInvitedSignUp,
  caller: Caller,
): Promise<Result<{ signUpId: string }>> {
  const invitation = await readSignUpInvitation(token);
  if (invitation.state !== "pending")
    return failure("client_state_invalid", {}, { key: "invitation_not_open" });
  const { emailAddress, redirectUrl } = invitation;
  return createSignUp({ ...input, emailAddress, redirectUrl }, caller);
}
