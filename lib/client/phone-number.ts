import type { Http } from "./http";
import type { PhoneNumberJSON } from "./types";

/** One of the user's phone numbers. */
export class PhoneNumber {
  id: string;
  phoneNumber: string;
  isVerified: boolean;
  isPrimary: boolean;

  constructor(
    private readonly http: Http,
    { id, phoneNumber, isVerified, isPrimary }: PhoneNumberJSON,
    private readonly changed: () => void,
  ) {
    this.id = id;
    this.phoneNumber = phoneNumber;
    this.isVerified = isVerified;
    this.isPrimary = isPrimary;
  }

  /** Sends a text message with a code to it. */
  prepareVerification(): Promise<this> {
    return this.call("prepare-verification", {});
  }

  /** Tries the code that was sent. */
  attemptVerification({ code }: { code: string }): Promise<this> {
    return this.call("attempt-verification", { code });
  }

  /** Makes it the number that text messages go to first. */
  makePrimary(): Promise<this> {
    return this.call("make-primary", {});
  }

  /** Takes it off the account. */
  async destroy(): Promise<void> {
    await this.http.delete(this.path);
    this.changed();
  }

  toString(): string {
    return this.phoneNumber;
  }

  private get path(): string {
    return `/me/phone-numbers/${this.id}`;
  }

  private async call(step: string, params: object): Promise<this> {
    const { isVerified, isPrimary } = await this.http.post<PhoneNumberJSON>(`${this.path}/${step}`, params);
    this.isVerified = isVerified;
    this.isPrimary = isPrimary;
    this.changed();
    return this;
  }
}
