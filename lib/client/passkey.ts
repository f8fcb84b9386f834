import type { Http } from "./http";
import type { IdentifierOwner, PasskeyJSON } from "./types";

/** A passkey of the user. */
export class Passkey {
  readonly id: string;
  name = "";
  /** Whether it is stored on several devices. */
  isSynced = false;
  createdAt = new Date(0);
  lastUsedAt: Date | null = null;
  /** The backup codes that the first passkey comes with, to show once; `null` for every other passkey. */
  backupCodes: string[] | null = null;

  constructor(
    private readonly http: Http,
    json: PasskeyJSON,
    private readonly owner: IdentifierOwner,
  ) {
    this.id = json.id;
    this.assign(json);
  }

  /** Updates the object without notifying listeners. */
  assign({ name, isSynced, createdAt, lastUsedAt }: PasskeyJSON): this {
    this.name = name;
    this.isSynced = isSynced;
    this.createdAt = new Date(createdAt);
    this.lastUsedAt = lastUsedAt === null ? null : new Date(lastUsedAt);
    return this;
  }

  /** Renames the passkey. */
  async update(change: { name: string }): Promise<this> {
    this.assign(await this.http.patch<PasskeyJSON>(this.path, change));
    this.owner.changed();
    return this;
  }

  /** Removes the passkey. Requires a recent authentication, and ends every other session of the user. */
  async delete(): Promise<void> {
    await this.http.delete(this.path);
    await this.owner.reload();
  }

  private get path(): string {
    return `/me/passkeys/${this.id}`;
  }
}
