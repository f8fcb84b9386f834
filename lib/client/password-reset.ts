import { isAPIResponseError } from "./errors";
import type { Http } from "./http";
import type { APIError } from "./types";

type Answer = { errors: APIError[] | null };

/** Resetting a password in two calls. What is refused is given back rather than thrown. */
export class PasswordReset {
  constructor(private readonly http: Http) {}

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

  /** Sets a new password by the code that this client asked for. */
  resetPwdWithCode(phone: string, code: string, newPassword: string): Promise<Answer> {
    return this.call("code", { phone, code, newPassword });
  }

  private async call(step: string, params: object): Promise<Answer> {
    try {
      await this.http.post(`/password-reset/${step}`, params);
      return { errors: null };
    } catch (error) {
      if (isAPIResponseError(error)) return { errors: error.errors };
      throw error;
    }
  }
}
