import type { VerificationJSON, VerificationStatus } from "./types";

/** How far somebody has come in proving an address, a number or themselves. */
export class Verification {
  readonly status: VerificationStatus | null;
  /** How it is proven; `null` before anything was asked for. */
  readonly strategy: string | null;
  readonly expireAt: Date | null;
  /** Tries at codes so far. */
  readonly attempts: number;
  /** To be shown to whoever waits for a link: where it is opened elsewhere, this number is asked for. */
  readonly matchNumber: number | null;
  private readonly sameClient: boolean;

  constructor(json: VerificationJSON | null) {
    this.status = json?.status ?? null;
    this.strategy = json?.strategy ?? null;
    this.expireAt = json === null ? null : new Date(json.expireAt);
    this.attempts = json?.attempts ?? 0;
    this.matchNumber = json?.matchNumber ?? null;
    this.sameClient = json?.sameClient ?? false;
  }

  /** Whether the client that asked, a browser or an app, is the one in which it was proven. */
  verifiedFromTheSameClient(): boolean {
    return this.status === "verified" && this.sameClient;
  }
}
