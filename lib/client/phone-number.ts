import { unlessVerified } from "./already-verified";
import type { Http } from "./http";
import type { IdentifierOwner, PhoneNumberJSON } from "./types";

/** A phone number of the user. */
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

  /** Reloads the number from the server. */
  async reload(): Promise<this> {
    this.assign(await this.http.get<PhoneNumberJSON>(this.path));
    this.owner.changed();
    return this;
  }

  /** Sends an SMS with a code to the number. Sends nothing to a verified one. */
  async prepareVerification(): Promise<this> {
    const isVerified = () => this.isVerified;
    return isVerified()
      ? this
      : unlessVerified(this.call("prepare-verification", {}), () => this.reload(), isVerified);
  }

  /** Verifies the number with the code that was sent. */
  attemptVerification({ code }: { code: string }): Promise<this> {
    return this.call("attempt-verification", { code });
  }

  /** Makes the number the primary one, to which SMS are sent first. */
  async makePrimary(): Promise<this> {
    await this.call("make-primary", {});
    await this.owner.reload();
    return this;
  }

  /** Removes the number from the account. */
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

  /** Updates the object without notifying listeners. */
  assign({ isVerified, isPrimary }: PhoneNumberJSON): this {
    this.isVerified = isVerified;
    this.isPrimary = isPrimary;
    return this;
  }
}
