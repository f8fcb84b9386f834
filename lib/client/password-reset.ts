import { incompleteFlow, isAPIResponseError } from "./errors";
import type { Http } from "./http";
import type { SignIn } from "./sign-in";
import type { APIError, SignInJSON } from "./types";

/** `errors` is `null` only where the call did everything it stands for. */
type Answer = { errors: APIError[] | null };

/** What the API returns: that a message was sent, how a reset stands, or the attempt itself. */
type ResetJSON = { status: string; signIn?: SignInJSON } | SignInJSON;

/** The statuses after which nothing is left to do. */
const DONE = ["sent", "complete"];

/**
 * Resets a password in two calls. Errors are returned rather than thrown. A reset that still needs something, such as a
 * second factor, has an entry with its status as code; the attempt is then in `client.signIn`, which continues it.
 */
export class PasswordReset {
  constructor(
    private readonly http: Http,
    private readonly signIn: SignIn,
  ) {}

  /** Sends a link that leads to `redirectUrl` with `access_token` and `action=reset-pwd`. */
  sendResetPwdEmail(email: string, redirectUrl: string): Promise<Answer> {
    return this.call("email", { email, redirectUrl });
  }

  /** Sets a new password by the access token of such a link. */
  resetPwdWithToken(accessToken: string, newPassword: string): Promise<Answer> {
    return this.call("token", { accessToken, newPassword });
  }

  /** Sends a code by text message. */
  sendResetPwdCode(phone: string): Promise<Answer> {
    return this.call("phone", { phone });
  }

  /** Sets a new password by the code that this client asked for. Its session is in `client.signIn.createdSessionId`. */
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
