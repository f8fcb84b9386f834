import { setTimeout as wait } from "node:timers/promises";
import { log } from "@/lib/log";

/** How long a caller waits for a newer value if one is known, and if none is known. */
const WAIT_MS = { known: 50, unknown: 1_000 };
/** The pause after a failed read. */
const RETRY_AFTER_MS = 10_000;

type Options<T> = {
  /** Reads the value. */
  read: () => Promise<T>;
  /** How long a value is used before it is read again. */
  keepMs: number;
  /** The event in the log when the value cannot be read. */
  unavailable: string;
  /** Returns milliseconds of a monotonic clock. */
  now?: () => number;
};

/**
 * A value that is expensive to read and may be some time old. One read is in progress at a time, however many callers
 * need it, and no caller waits for it for long.
 */
export class CachedValue<T> {
  private known: { value: T } | null = null;
  private nextReadAt = Number.NEGATIVE_INFINITY;
  private reading: Promise<void> | null = null;

  constructor(private readonly options: Options<T>) {}

  private get now(): number {
    return (this.options.now ?? (() => performance.now()))();
  }

  /**
   * Returns the newest value, which is older than `keepMs` while the next one is being read; `null` before the first.
   */
  async get(): Promise<T | null> {
    if (this.now >= this.nextReadAt) {
      this.reading ??= this.read().finally(() => {
        this.reading = null;
      });
    }
    if (this.reading !== null) await this.waitFor(this.reading);
    return this.known?.value ?? null;
  }

  private async read(): Promise<void> {
    try {
      this.known = { value: await this.options.read() };
      this.nextReadAt = this.now + this.options.keepMs;
    } catch (error) {
      log.error({ event: this.options.unavailable, err: error });
      this.nextReadAt = this.now + RETRY_AFTER_MS;
    }
  }

  private async waitFor(reading: Promise<void>): Promise<void> {
    const over = new AbortController();
    const limitMs = this.known === null ? WAIT_MS.unknown : WAIT_MS.known;
    const tooLong = wait(limitMs, undefined, { signal: over.signal, ref: false }).catch(() => undefined);
    await Promise.race([reading, tooLong]);
    over.abort();
  }
}
