import { EmailAddress } from "./email-address";
import type { Http } from "./http";
import {
  type List,
  type OrganizationContext,
  type OrganizationMembership,
  ownMemberships,
  receivedInvitations,
  type UserOrganizationInvitation,
} from "./organization";
import { Passkey } from "./passkey";
import { PhoneNumber } from "./phone-number";
import type {
  AddedPasskeyJSON,
  DeviceJSON,
  EmailAddressJSON,
  PhoneNumberJSON,
  SessionJSON,
  UserJSON,
} from "./types";
import type { PasskeyOptions, PasskeyProvider } from "./web-authn";

/** The parts of the client that calls of a user also change. */
export type Surroundings = {
  changed: () => void;
  /** Updates the session after a change. */
  sessionChanged: (session: SessionJSON) => Promise<void>;
  /** Clears the session if it has that id. */
  sessionRevoked: (sessionId: string) => void;
  passkeys: PasskeyProvider;
  organizations: OrganizationContext;
};

/** The signed-in user. Every call updates this object. */
export class User {
  readonly id: string;
  name: string | null = null;
  /** Always `null` on a server without usernames. */
  username: string | null = null;
  hasPassword = false;
  hasSecondFactor = false;
  createdAt = new Date(0);
  emailAddresses: EmailAddress[] = [];
  phoneNumbers: PhoneNumber[] = [];
  passkeys: Passkey[] = [];

  constructor(
    private readonly http: Http,
    json: UserJSON,
    private readonly surroundings: Surroundings,
  ) {
    this.id = json.id;
    this.take(json);
  }

  private take({
    name,
    username = null,
    hasPassword,
    hasSecondFactor,
    createdAt,
    ...identifiers
  }: UserJSON): this {
    this.name = name;
    this.username = username;
    this.hasPassword = hasPassword;
    this.hasSecondFactor = hasSecondFactor;
    this.createdAt = new Date(createdAt);
    const { emailAddresses, phoneNumbers, passkeys } = this;
    this.emailAddresses = identifiers.emailAddresses.map(
      (json) => emailAddresses.find(({ id }) => id === json.id)?.assign(json) ?? this.emailAddressOf(json),
    );
    this.phoneNumbers = identifiers.phoneNumbers.map(
      (json) => phoneNumbers.find(({ id }) => id === json.id)?.assign(json) ?? this.phoneNumberOf(json),
    );
    this.passkeys = identifiers.passkeys.map(
      (json) => passkeys.find(({ id }) => id === json.id)?.assign(json) ?? new Passkey(this.http, json, this),
    );
    return this;
  }

  get primaryEmailAddress(): EmailAddress | null {
    return this.emailAddresses.find(({ isPrimary }) => isPrimary) ?? null;
  }

  get primaryPhoneNumber(): PhoneNumber | null {
    return this.phoneNumbers.find(({ isPrimary }) => isPrimary) ?? null;
  }

  /** Reloads the user from the server. */
  async reload(): Promise<this> {
    return this.refresh(await this.http.get<UserJSON>("/me"));
  }

  /**
   * Changes the name, which other users see, and the username, which requires a recent authentication and a server with
   * usernames.
   */
  async update(change: { name?: string | null; username?: string | null }): Promise<this> {
    return this.refresh(await this.http.patch<UserJSON>("/me", change));
  }

  /** Changes the password. Requires the current password or a recent authentication. */
  async updatePassword(params: {
    newPassword: string;
    currentPassword?: string;
    signOutOfOtherSessions?: boolean;
  }): Promise<this> {
    await this.surroundings.sessionChanged(await this.http.post<SessionJSON>("/me/password", params));
    return this.reload();
  }

  /** Adds an unverified address without sending a message. Requires a recent authentication. */
  async createEmailAddress({ email }: { email: string }): Promise<EmailAddress> {
    const json = await this.http.post<EmailAddressJSON>("/me/email-addresses", { emailAddress: email });
    const added = this.emailAddressOf(json);
    this.emailAddresses = [...this.emailAddresses, added];
    this.changed();
    return added;
  }

  /** Adds an unverified number without sending a message. Requires a recent authentication. */
  async createPhoneNumber({ phoneNumber }: { phoneNumber: string }): Promise<PhoneNumber> {
    const added = this.phoneNumberOf(
      await this.http.post<PhoneNumberJSON>("/me/phone-numbers", { phoneNumber }),
    );
    this.phoneNumbers = [...this.phoneNumbers, added];
    this.changed();
    return added;
  }

  /**
   * Creates a passkey on this device. Requires a recent authentication, and ends every other session of the user.
   *
   * @returns the passkey, whose `backupCodes` must be shown to the user if it is the first second factor
   */
  async createPasskey(): Promise<Passkey> {
    const { options } = await this.http.post<{ options: PasskeyOptions }>("/me/passkeys/options");
    const credential = await this.surroundings.passkeys.create(options);
    const added = await this.http.post<AddedPasskeyJSON>("/me/passkeys", { credential });
    const passkey = new Passkey(this.http, added.passkey, this);
    passkey.backupCodes = added.backupCodes;
    this.passkeys = [passkey, ...this.passkeys];
    this.hasSecondFactor = true;
    await this.surroundings.sessionChanged(added.session);
    return passkey;
  }

  /** Lists the organizations of the user. */
  getOrganizationMemberships(): Promise<List<OrganizationMembership>> {
    const { id: userId, name, primaryEmailAddress } = this;
    const identifier = primaryEmailAddress?.emailAddress ?? null;
    return ownMemberships(this.surroundings.organizations, { userId, name, identifier });
  }

  /** Lists the open invitations to the user. */
  getOrganizationInvitations(): Promise<List<UserOrganizationInvitation>> {
    return receivedInvitations(this.surroundings.organizations);
  }

  /** Removes the user from an organization. */
  async leaveOrganization(organizationId: string): Promise<void> {
    const { http, reloadSession } = this.surroundings.organizations;
    await http.post(`/organizations/${organizationId}/leave`);
    await reloadSession();
  }

  /** Lists the sessions of the user. */
  async getSessions(): Promise<DeviceJSON[]> {
    const { data } = await this.http.get<{ data: DeviceJSON[] }>("/me/sessions");
    return data;
  }

  /** Revokes a session of the user. Revoking the session of this client signs out here. */
  async revokeSession(sessionId: string): Promise<void> {
    await this.http.delete(`/me/sessions/${sessionId}`);
    this.surroundings.sessionRevoked(sessionId);
  }

  private refresh(json: UserJSON): this {
    this.take(json);
    this.changed();
    return this;
  }

  /** Notifies listeners of a change of one of the identifiers. */
  changed(): void {
    this.surroundings.changed();
  }

  private emailAddressOf(json: EmailAddressJSON): EmailAddress {
    return new EmailAddress(this.http, json, this);
  }

  private phoneNumberOf(json: PhoneNumberJSON): PhoneNumber {
    return new PhoneNumber(this.http, json, this);
  }
}
