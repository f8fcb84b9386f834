import { incompleteFlow, isAPIResponseError } from "./errors";
import type { Http } from "./http";
import type { SignIn } from "./sign-in";
import type { APIError, SignInJSON } from "./types";

/** `errors` is `null` only if the call completed everything that it stands for. */
type Answer = { errors: APIError[] | null };

/** The response of the API: that a message was sent, the status of a reset, or the attempt itself. */
type ResetJSON = { status: string; signIn?: SignInJSON } | SignInJSON;

/** The statuses that need no further step. */
const DONE = ["sent", "complete"];

/**
 * Resets a password in two calls. Errors are returned rather than thrown. An incomplete reset, for example without a
 * second factor, returns an error with its status as code. The attempt is then in `client.signIn`, which continues it.
 */
export class PasswordReset {
  constructor(
    private readonly http: Http,
    private readonly signIn: SignIn,
  ) {}

  /** Sends a link to `redirectUrl` with the parameters `access_token` and `action=reset-pwd`. */
  sendResetPwdEmail(email: string, redirectUrl: string): Promise<Answer> {
    return this.call("email", { email, redirectUrl });
  }

  /** Sets a new password with the access token of such a link. */
  resetPwdWithToken(accessToken: string, newPassword: string): Promise<Answer> {
    return this.call("token", { accessToken, newPassword });
  }

  /** Sends a code by SMS. */
  sendResetPwdCode(phone: string): Promise<Answer> {
    return this.call("phone", { phone });
  }

  /**
   * Sets a new password with the code that this client requested. The session is in `client.signIn.createdSessionId`.
   */
  resetPwdWithCode(phone: string, code: string, newPassword: string): Promise<Answer> {
    return this.call("code", { phone, code, newPassword });
  }

  private async call(step: string, params: object): Promise<Answer> {
    try {
      const answer = await this.http.post<ResetJSON>(`/password-reset/${step}`, params);
      const signIn = "supportedSecondFactors" in answer ? answer : answer.signIn;
      if (signIn) this.signIn.update(signIn);
      return { errors: DONE.includes(answer.status) ? null : [incompleteFlow(answer.status)] };
    } catch (error) {
      if (isAPIResponseError(error)) return { errors: error.errors };
      throw error;
    }
  }
}
