import type { VerificationJSON, VerificationStatus } from "./types";

/** The state of a verification of an address, a number or a factor. */
export class Verification {
  readonly status: VerificationStatus | null;
  /** The method of the verification; `null` before a message was requested. */
  readonly strategy: string | null;
  readonly expireAt: Date | null;
  /** The number of attempts so far. */
  readonly attempts: number;
  /** Whether `matchNumber` was read, for example by a page that shows it. */
  isMatchNumberRead = false;
  private readonly number: number | null;
  private readonly sameClient: boolean;

  constructor(json: VerificationJSON | null) {
    this.status = json?.status ?? null;
    this.strategy = json?.strategy ?? null;
    this.expireAt = json === null ? null : new Date(json.expireAt);
    this.attempts = json?.attempts ?? 0;
    this.number = json?.matchNumber ?? null;
    this.sameClient = json?.sameClient ?? false;
  }

  /** The number to show while waiting for a link. It is required if the link is opened elsewhere. */
  get matchNumber(): number | null {
    this.isMatchNumberRead = true;
    return this.number;
  }

  /** Returns the number without counting as a page that shows it. */
  peekMatchNumber(): number | null {
    return this.number;
  }

  /** Whether the client that requested the verification, a browser or an app, is the one that completed it. */
  verifiedFromTheSameClient(): boolean {
    return this.status === "verified" && this.sameClient;
  }
}
