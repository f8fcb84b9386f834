import { config } from "@/lib/config";
import { atField } from "@/lib/errors";
import { recoverNewest } from "@/lib/flows/sign-in/recover-newest";
import { CALLS } from "@/lib/web/api/calls";
import { apiRoute } from "@/lib/web/api/route";
import { replySignIn } from "@/lib/web/api/sign-in";

/** Sets a new password by the code of a text message that this client asked for. */
export const POST = apiRoute(
  CALLS["POST /password-reset/code"],
  async ({ phone, code, newPassword }, { caller }) => {
    const { signOutOthers: signOutOfOtherSessions } = config().passwordReset;
    const recovery = { identifier: phone, code, password: newPassword, signOutOfOtherSessions };
    const reset = await recoverNewest(recovery, caller);
    if (!reset.ok) return atField(reset, "password", "newPassword");
    return replySignIn(reset.signInId, caller, reset.entry);
  },
);
