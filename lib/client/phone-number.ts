import type { Http } from "./http";
import type { IdentifierOwner, PhoneNumberJSON } from "./types";

/** One of the user's phone numbers. */
export class PhoneNumber {
  id: string;
  phoneNumber: string;
  isVerified: boolean;
  isPrimary: boolean;

  constructor(
    private readonly http: Http,
    { id, phoneNumber, isVerified, isPrimary }: PhoneNumberJSON,
    private readonly owner: IdentifierOwner,
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

  /** Makes it the number that text messages go to first, in place of the one that was. */
  async makePrimary(): Promise<this> {
    await this.call("make-primary", {});
    await this.owner.reload();
    return this;
  }

  /** Takes it off the account. */
  async destroy(): Promise<void> {
    await this.http.delete(this.path);
    await this.owner.reload();
  }

  toString(): string {
    return this.phoneNumber;
  }

  private get path(): string {
    return `/me/phone-numbers/${this.id}`;
  }

  private async call(step: string, params: object): Promise<this> {
    this.assign(await this.http.post<PhoneNumberJSON>(`${this.path}/${step}`, params));
    this.owner.changed();
    return this;
  }

  /** Takes over how things stand, without announcing it. */
  assign({ isVerified, isPrimary }: PhoneNumberJSON): this {
    this.isVerified = isVerified;
    this.isPrimary = isPrimary;
    return this;
  }
}
