import type { Http } from "./http";
import type { SessionJSON, SessionTask } from "./types";
import { browserPasskeys, type PasskeyOptions, type PasskeyProvider } from "./web-authn";

/** The parameters of a reauthentication. */
export type ProofParams =
  | { strategy: "password"; password: string }
  | { strategy: "message"; verificationId: string; code: string }
  | { strategy: "totp" | "backup_code"; code: string }
  | { strategy: "passkey"; credential: object };

/** A session: active, or pending until its tasks are done. */
export class Session {
  readonly id: string;
  status: SessionJSON["status"] = "pending";
  /** The next task; `null` when the session is active. */
  currentTask: SessionTask | null = null;
  tasks: SessionTask[] = [];
  /** The user of the session; `null` until the session is active. */
  publicUserData: SessionJSON["user"] = null;
  organization: SessionJSON["organization"] = null;
  expireAt = new Date(0);
  /** When the user last verified a factor: a second factor, if they have one. */
  authenticatedAt: Date | null = null;

  constructor(
    private readonly http: Http,
    json: SessionJSON,
    private readonly changed: (session: Session) => Promise<void>,
    private readonly passkeys: PasskeyProvider = browserPasskeys,
  ) {
    this.id = json.id;
    this.assign(json);
  }

  private assign(json: SessionJSON): void {
    const { status, currentTask, tasks, user, organization, expireAt, authenticatedAt = null } = json;
    this.status = status;
    this.currentTask = currentTask;
    this.tasks = tasks;
    this.publicUserData = user;
    this.organization = organization;
    this.expireAt = new Date(expireAt);
    this.authenticatedAt = authenticatedAt === null ? null : new Date(authenticatedAt);
  }

  /** Updates the object and notifies listeners. */
  async update(json: SessionJSON): Promise<this> {
    this.assign(json);
    await this.changed(this);
    return this;
  }

  /** Reloads the session, and extends its idle timeout. */
  async touch(): Promise<this> {
    return this.update(await this.http.post<SessionJSON>("/session/touch"));
  }

  /** Completes the task `reset-password`. */
  resetPassword(params: { password: string; signOutOfOtherSessions?: boolean }): Promise<this> {
    return this.doTask("reset-password", params);
  }

  /**
   * Completes the task `choose-organization`, or switches to another organization: one of the user's, one with an
   * invitation, or a new one.
   */
  chooseOrganization(
    params: { organizationId: string } | { invitationId: string } | { name: string },
  ): Promise<this> {
    return this.doTask("choose-organization", params);
  }

  /**
   * Starts the task `setup-mfa`.
   *
   * @returns the secret and URI for an authenticator app, or the verification of the code for SMS
   */
  prepareMfa(
    params: { strategy: "totp" } | { strategy: "phone_code"; phoneNumberId: string },
  ): Promise<{ secret?: string; uri?: string; verificationId?: string }> {
    return this.http.post("/session/tasks/setup-mfa", params);
  }

  /**
   * Completes the task `setup-mfa`.
   *
   * @returns the backup codes, which are shown only this once, if it was the first factor
   */
  async attemptMfa(params: {
    strategy: "totp" | "phone_code";
    code: string;
    verificationId?: string;
  }): Promise<{ backupCodes?: string[] }> {
    const { backupCodes, ...json } = await this.http.post<SessionJSON & { backupCodes?: string[] }>(
      "/session/tasks/setup-mfa",
      params,
    );
    await this.update(json);
    return backupCodes ? { backupCodes } : {};
  }

  /** Sends a code for a reauthentication. */
  prepareProof(): Promise<{ verificationId: string }> {
    return this.http.post("/session/prepare-proof");
  }

  /** Reauthenticates the user for sensitive calls in the next ten minutes. */
  async attemptProof(params: ProofParams): Promise<this> {
    return this.update(await this.http.post<SessionJSON>("/session/attempt-proof", params));
  }

  /** Reauthenticates the user with a passkey. */
  async verifyWithPasskey(): Promise<this> {
    const { options } = await this.http.post<{ options: PasskeyOptions }>("/session/passkey-options");
    return this.attemptProof({ strategy: "passkey", credential: await this.passkeys.get(options) });
  }

  private async doTask(task: string, params: object): Promise<this> {
    return this.update(await this.http.post<SessionJSON>(`/session/tasks/${task}`, params));
  }
}
