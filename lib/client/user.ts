import { EmailAddress } from "./email-address";
import type { Http } from "./http";
import { PhoneNumber } from "./phone-number";
import type { DeviceJSON, EmailAddressJSON, PhoneNumberJSON, UserJSON } from "./types";

/** Whoever is signed in. The same object stays; each call brings it up to date. */
export class User {
  readonly id: string;
  name: string | null = null;
  hasPassword = false;
  hasSecondFactor = false;
  createdAt = new Date(0);
  emailAddresses: EmailAddress[] = [];
  phoneNumbers: PhoneNumber[] = [];

  constructor(
    private readonly http: Http,
    json: UserJSON,
    private readonly changed: () => void,
  ) {
    this.id = json.id;
    this.take(json);
  }

  private take({ name, hasPassword, hasSecondFactor, createdAt, ...identifiers }: UserJSON): this {
    this.name = name;
    this.hasPassword = hasPassword;
    this.hasSecondFactor = hasSecondFactor;
    this.createdAt = new Date(createdAt);
    this.emailAddresses = identifiers.emailAddresses.map((json) => this.emailAddressOf(json));
    this.phoneNumbers = identifiers.phoneNumbers.map((json) => this.phoneNumberOf(json));
    return this;
  }

  get primaryEmailAddress(): EmailAddress | null {
    return this.emailAddresses.find(({ isPrimary }) => isPrimary) ?? null;
  }

  get primaryPhoneNumber(): PhoneNumber | null {
    return this.phoneNumbers.find(({ isPrimary }) => isPrimary) ?? null;
  }

  /** Looks how the account stands. */
  async reload(): Promise<this> {
    this.take(await this.http.get<UserJSON>("/me"));
    this.changed();
    return this;
  }

  /** Changes what others see. */
  async update(change: { name: string | null }): Promise<this> {
    this.take(await this.http.patch<UserJSON>("/me", change));
    this.changed();
    return this;
  }

  /** Changes the password: by the one before, or after a fresh proof without. */
  async updatePassword(params: {
    newPassword: string;
    currentPassword?: string;
    signOutOfOtherSessions?: boolean;
  }): Promise<this> {
    await this.http.post("/me/password", params);
    return this.reload();
  }

  /** Adds an address, unproven; nothing is sent yet. Asks for a fresh proof. */
  async createEmailAddress({ email }: { email: string }): Promise<EmailAddress> {
    const json = await this.http.post<EmailAddressJSON>("/me/email-addresses", { emailAddress: email });
    const added = this.emailAddressOf(json);
    this.emailAddresses = [...this.emailAddresses, added];
    this.changed();
    return added;
  }

  /** Adds a number, unproven; nothing is sent yet. Asks for a fresh proof. */
  async createPhoneNumber({ phoneNumber }: { phoneNumber: string }): Promise<PhoneNumber> {
    const added = this.phoneNumberOf(
      await this.http.post<PhoneNumberJSON>("/me/phone-numbers", { phoneNumber }),
    );
    this.phoneNumbers = [...this.phoneNumbers, added];
    this.changed();
    return added;
  }

  /** Where the user is signed in. */
  async getSessions(): Promise<DeviceJSON[]> {
    const { data } = await this.http.get<{ data: DeviceJSON[] }>("/me/sessions");
    return data;
  }

  /** Signs the user out on one of their devices. */
  async revokeSession(sessionId: string): Promise<void> {
    await this.http.delete(`/me/sessions/${sessionId}`);
  }

  private emailAddressOf(json: EmailAddressJSON): EmailAddress {
    return new EmailAddress(this.http, json, this.changed);
  }

  private phoneNumberOf(json: PhoneNumberJSON): PhoneNumber {
    return new PhoneNumber(this.http, json, this.changed);
  }
}
