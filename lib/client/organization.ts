import type { Http } from "./http";
import type {
  InvitationJSON,
  MemberJSON,
  OrganizationJSON,
  OrganizationRole,
  ReceivedInvitationJSON,
} from "./types";

/** A whole list. `total_count` is its length, under the name that Clerk gives it. */
export type List<Item> = { data: Item[]; total_count: number };

const listOf = <Item>(data: Item[]): List<Item> => ({ data, total_count: data.length });

/** What calls of organizations need of the client. */
export type OrganizationContext = {
  http: Http;
  /** Reads the session again, because its organization may have changed. */
  reloadSession: () => Promise<void>;
};

/** An organization of the user. */
export class Organization {
  readonly id: string;
  readonly name: string;

  constructor(
    private readonly context: OrganizationContext,
    { id, name }: Pick<OrganizationJSON, "id" | "name">,
  ) {
    this.id = id;
    this.name = name;
  }

  /** Lists the members. */
  async getMemberships(): Promise<List<OrganizationMembership>> {
    const { data } = await this.context.http.get<{ data: MemberJSON[] }>(`${this.path}/members`);
    return listOf(
      data.map(({ userId, name, emailAddress: identifier, ...json }) => {
        const user = { userId, name, identifier };
        return new OrganizationMembership(this.context, this, json, user);
      }),
    );
  }

  /** Lists the open invitations. Requires a role that may invite. */
  async getInvitations(): Promise<List<OrganizationInvitation>> {
    const { data } = await this.context.http.get<{ data: InvitationJSON[] }>(`${this.path}/invitations`);
    return listOf(data.map((json) => new OrganizationInvitation(this.context.http, this, json)));
  }

  /** Invites an email address, as a member unless another role is given. */
  async inviteMember(params: {
    emailAddress: string;
    role?: OrganizationRole;
  }): Promise<OrganizationInvitation> {
    const json = await this.context.http.post<InvitationJSON>(`${this.path}/invitations`, params);
    return new OrganizationInvitation(this.context.http, this, json);
  }

  /** Changes the role of a member. */
  async updateMember({
    userId,
    role,
  }: {
    userId: string;
    role: OrganizationRole;
  }): Promise<OrganizationMembership> {
    return (await this.memberBy(userId)).update({ role });
  }

  /** Removes a member. */
  async removeMember(userId: string): Promise<OrganizationMembership> {
    return (await this.memberBy(userId)).destroy();
  }

  /** Removes the signed-in user from the organization. */
  async leave(): Promise<void> {
    await this.context.http.post(`${this.path}/leave`);
    await this.context.reloadSession();
  }

  /** Deletes the organization. The signed-in user must be its owner and only member. */
  async destroy(): Promise<void> {
    await this.context.http.delete(this.path);
    await this.context.reloadSession();
  }

  private async memberBy(userId: string): Promise<OrganizationMembership> {
    const { data } = await this.getMemberships();
    const member = data.find(({ publicUserData }) => publicUserData?.userId === userId);
    if (member === undefined) throw new Error(`The organization has no member with the user ID ${userId}.`);
    return member;
  }

  private get path(): string {
    return `/organizations/${this.id}`;
  }
}

/** A user as the other members see them. `identifier` is the primary email address. */
export type PublicUserData = { userId: string; name: string | null; identifier: string | null };

/** A member of an organization. */
export class OrganizationMembership {
  readonly id: string;
  role: OrganizationRole;
  /** Whether this is the signed-in user. */
  readonly isSelf: boolean;

  constructor(
    private readonly context: OrganizationContext,
    readonly organization: Organization,
    { id, role, isSelf }: Pick<MemberJSON, "id" | "role" | "isSelf">,
    readonly publicUserData: PublicUserData | null,
  ) {
    this.id = id;
    this.role = role;
    this.isSelf = isSelf;
  }

  /** Changes the role. */
  async update({ role }: { role: OrganizationRole }): Promise<this> {
    this.role = (await this.context.http.patch<MemberJSON>(this.path, { role })).role;
    if (this.isSelf) await this.context.reloadSession();
    return this;
  }

  /** Removes the member; the signed-in user leaves the organization. */
  async destroy(): Promise<this> {
    if (this.isSelf) await this.organization.leave();
    else await this.context.http.delete(this.path);
    return this;
  }

  private get path(): string {
    return `/organizations/${this.organization.id}/members/${this.id}`;
  }
}

/** An open invitation of an organization. */
export class OrganizationInvitation {
  id = "";
  emailAddress = "";
  role: OrganizationRole = "member";
  isExpired = false;
  expireAt = new Date(0);

  constructor(
    private readonly http: Http,
    private readonly organization: Organization,
    json: InvitationJSON,
  ) {
    this.assign(json);
  }

  private assign({ id, emailAddress, role, isExpired, expireAt }: InvitationJSON): this {
    Object.assign(this, { id, emailAddress, role, isExpired, expireAt: new Date(expireAt) });
    return this;
  }

  /** Sends the invitation again. The new one replaces it, with another `id`. */
  async resend(): Promise<this> {
    return this.assign(await this.http.post<InvitationJSON>(`${this.path}/resend`));
  }

  /** Revokes the invitation. */
  async revoke(): Promise<this> {
    await this.http.delete(this.path);
    return this;
  }

  private get path(): string {
    return `/organizations/${this.organization.id}/invitations/${this.id}`;
  }
}

/** An open invitation to the signed-in user. */
export class UserOrganizationInvitation {
  readonly id: string;
  readonly role: OrganizationRole;
  readonly publicOrganizationData: { name: string };
  status: "pending" | "accepted" | "declined" = "pending";

  constructor(
    private readonly context: OrganizationContext,
    { id, role, organizationName: name }: ReceivedInvitationJSON,
  ) {
    this.id = id;
    this.role = role;
    this.publicOrganizationData = { name };
  }

  /** Accepts the invitation. Its organization becomes the active one. */
  async accept(): Promise<this> {
    await this.answer("accept");
    this.status = "accepted";
    await this.context.reloadSession();
    return this;
  }

  /** Declines the invitation. */
  async decline(): Promise<this> {
    await this.answer("decline");
    this.status = "declined";
    return this;
  }

  private answer(how: "accept" | "decline"): Promise<unknown> {
    return this.context.http.post(`/organizations/invitations/${this.id}/${how}`);
  }
}

/**
 * Lists the organizations of the signed-in user.
 *
 * @param user the signed-in user, if known
 */
export async function ownMemberships(
  context: OrganizationContext,
  user: PublicUserData | null,
): Promise<List<OrganizationMembership>> {
  const { data } = await context.http.get<{ data: OrganizationJSON[] }>("/organizations");
  return listOf(
    data.map(({ memberId: id, role, ...json }) => {
      const organization = new Organization(context, json);
      return new OrganizationMembership(context, organization, { id, role, isSelf: true }, user);
    }),
  );
}

/** Lists the open invitations to the signed-in user. */
export async function receivedInvitations(
  context: OrganizationContext,
): Promise<List<UserOrganizationInvitation>> {
  const { data } = await context.http.get<{ data: ReceivedInvitationJSON[] }>("/organizations/invitations");
  return listOf(data.map((json) => new UserOrganizationInvitation(context, json)));
}
