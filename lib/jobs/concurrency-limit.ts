/** Runs at most a number of works at the same time. The others wait in the order of their calls. */
export class ConcurrencyLimit {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly maximum: number) {}

  /** Runs work when fewer than the maximum are running. It must not call `run` of the same limit. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < this.maximum) this.running++;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
