/** How long a reduced limit lasts before it rises by one. */
const RISE_AFTER_MS = 60_000;

/**
 * Limits the concurrent requests to a receiver that may allow fewer than the maximum. A request that the receiver has
 * no capacity for reduces the limit to the number of the others in progress. It then rises by one a minute.
 */
export class AdaptiveLimit {
  private running = 0;
  private reducedTo: number;
  private reducedAt = 0;

  /** @param now returns milliseconds of a monotonic clock */
  constructor(
    private readonly maximum: number,
    private readonly now = () => performance.now(),
  ) {
    this.reducedTo = maximum;
  }

  get current(): number {
    const risen = Math.floor((this.now() - this.reducedAt) / RISE_AFTER_MS);
    return Math.min(this.maximum, this.reducedTo + risen);
  }

  /**
   * Runs a request.
   *
   * @param isOverload whether an error of the request means that the receiver has no capacity
   */
  async run<T>(request: () => Promise<T>, isOverload: (error: unknown) => boolean): Promise<T> {
    this.running++;
    try {
      return await request();
    } catch (error) {
      if (isOverload(error)) this.reduce();
      throw error;
    } finally {
      this.running--;
    }
  }

  private reduce(): void {
    this.reducedTo = Math.min(this.current, Math.max(1, this.running - 1));
    this.reducedAt = this.now();
  }
}
