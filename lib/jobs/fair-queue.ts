import type { Requester } from "./requester";
import { type Job, WaitingJobs } from "./waiting-jobs";

/** How much a queue takes. */
export type QueueBounds = {
  /** Jobs that run at the same time. */
  concurrency: number;
  /** Jobs of one network that wait at the same time. */
  perNetwork: number;
  /** Jobs that wait at the same time. */
  inTotal: number;
  /** How long a job waits at most, in milliseconds. */
  deadlineMs: number;
};

/** How soon it is worth a try again, in seconds. */
const RETRY_AFTER_SECONDS = 2;

/** Of this many jobs that start one after the other, one is of an unknown client if any waits. */
const UNKNOWN_EVERY = 4;

/** Thrown when a job is not run: its network has too many jobs waiting, the queue is full, or the job waited too long. */
export class BusyError extends Error {
  override name = "BusyError";
  readonly retryAfterSeconds = RETRY_AFTER_SECONDS;

  constructor(readonly reason: "network" | "capacity" | "deadline") {
    super(`A queue of work refused a job (${reason}).`);
  }
}

/** Whether an error is a `BusyError`. Bundles have a class each, so `instanceof` does not tell. */
export function isBusyError(error: unknown): error is BusyError {
  return error instanceof Error && error.name === "BusyError";
}

/**
 * A queue of costly work in which no network delays another by more than its own turn. Known clients come first, but not
 * always; then blocks of networks take turns, and within a block its networks. A full queue takes from whom it holds most of.
 */
export class FairQueue {
  private readonly known = new WaitingJobs();
  private readonly unknown = new WaitingJobs();
  private running = 0;
  private knownInRow = 0;

  constructor(private readonly bounds: QueueBounds) {}

  /**
   * Runs work when its turn has come.
   *
   * @returns what the work resolves to
   * @throws BusyError when the work is not run
   */
  async run<T>(requester: Requester, work: () => Promise<T>): Promise<T> {
    if (this.running < this.bounds.concurrency) return this.start(work);
    this.makeRoom(requester);
    return this.wait(requester, work);
  }

  private async start<T>(work: () => Promise<T>): Promise<T> {
    this.running++;
    try {
      return await work();
    } finally {
      this.running--;
      this.next()?.start();
    }
  }

  private wait<T>(requester: Requester, work: () => Promise<T>): Promise<T> {
    const waiting = this.laneOf(requester);
    return new Promise((resolve, reject) => {
      const job: Job = {
        requester,
        start: () => {
          clearTimeout(timer);
          this.start(work).then(resolve, reject);
        },
        drop: (reason) => {
          clearTimeout(timer);
          waiting.remove(job);
          reject(new BusyError(reason));
        },
      };
      const { deadlineMs } = this.bounds;
      const timer = requester.hasNoDeadline ? undefined : setTimeout(() => job.drop("deadline"), deadlineMs);
      waiting.add(job);
    });
  }

  private next(): Job | undefined {
    const unknownIsDue = this.knownInRow >= UNKNOWN_EVERY - 1 && this.unknown.size > 0;
    const known = unknownIsDue ? undefined : this.known.take();
    this.knownInRow = known ? this.knownInRow + 1 : 0;
    return known ?? this.unknown.take();
  }

  private laneOf({ isKnownClient }: Requester): WaitingJobs {
    return isKnownClient ? this.known : this.unknown;
  }

  private makeRoom(requester: Requester): void {
    const lane = this.laneOf(requester);
    if (lane.ofNetwork(requester) >= this.bounds.perNetwork) throw new BusyError("network");
    if (this.known.size + this.unknown.size < this.bounds.inTotal) return;
    const givesWay = requester.isKnownClient && this.unknown.size > 0;
    const crowded = givesWay ? this.unknown.mostCrowded() : lane.mostCrowded();
    const isFair = givesWay || (crowded !== null && crowded.inBlock > lane.ofBlock(requester.block) + 1);
    if (!isFair) throw new BusyError("capacity");
    crowded?.job.drop("capacity");
  }
}
