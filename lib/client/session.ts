import type { Http } from "./http";
import type { SessionJSON, SessionTask } from "./types";

/** How somebody proves afresh who they are. */
export type ProofParams =
  | { strategy: "password"; password: string }
  | { strategy: "message"; verificationId: string; code: string }
  | { strategy: "totp" | "backup_code"; code: string };

/** A session: active, or pending until its tasks are done. */
export class Session {
  readonly id: string;
  status: SessionJSON["status"] = "pending";
  /** What has to be done next; `null` once the session is active. */
  currentTask: SessionTask | null = null;
  tasks: SessionTask[] = [];
  /** Whose it is; told once it is active. */
  publicUserData: SessionJSON["user"] = null;
  organization: SessionJSON["organization"] = null;
  expireAt = new Date(0);

  constructor(
    private readonly http: Http,
    json: SessionJSON,
    private readonly changed: (session: Session) => Promise<void>,
  ) {
    this.id = json.id;
    this.assign(json);
  }

  private assign({ status, currentTask, tasks, user, organization, expireAt }: SessionJSON): void {
    this.status = status;
    this.currentTask = currentTask;
    this.tasks = tasks;
    this.publicUserData = user;
    this.organization = organization;
    this.expireAt = new Date(expireAt);
  }

  /** Takes over how things stand. */
  async update(json: SessionJSON): Promise<this> {
    this.assign(json);
    await this.changed(this);
    return this;
  }

  /** Looks how the session stands, and keeps it from idling out. */
  async touch(): Promise<this> {
    return this.update(await this.http.post<SessionJSON>("/session/touch"));
  }

  /** Does the task `reset-password`. */
  resetPassword(params: { password: string; signOutOfOtherSessions?: boolean }): Promise<this> {
    return this.doTask("reset-password", params);
  }

  /** Does the task `choose-organization`, or enters another organization: one's own, by invitation, or a new one. */
  chooseOrganization(
    params: { organizationId: string } | { invitationId: string } | { name: string },
  ): Promise<this> {
    return this.doTask("choose-organization", params);
  }

  /**
   * Begins the task `setup-mfa`.
   *
   * @returns for an app its secret and URI, for text messages the verification that the code belongs to
   */
  prepareMfa(
    params: { strategy: "totp" } | { strategy: "phone_code"; phoneNumberId: string },
  ): Promise<{ secret?: string; uri?: string; verificationId?: string }> {
    return this.http.post("/session/tasks/setup-mfa", params);
  }

  /**
   * Does the task `setup-mfa`.
   *
   * @returns the backup codes, which are shown this once, where it was the first factor
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

  /** Sends a code by which to prove afresh who this is. */
  prepareProof(): Promise<{ verificationId: string }> {
    return this.http.post("/session/prepare-proof");
  }

  /** Proves afresh who this is, for what asks for it in the next ten minutes. */
  async attemptProof(params: ProofParams): Promise<this> {
    return this.update(await this.http.post<SessionJSON>("/session/attempt-proof", params));
  }

  private async doTask(task: string, params: object): Promise<this> {
    return this.update(await this.http.post<SessionJSON>(`/session/tasks/${task}`, params));
  }
}
