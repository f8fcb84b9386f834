import type { Requester } from "./requester";
import { type Job, WaitingJobs } from "./waiting-jobs";

/** The limits of a queue. */
export type QueueBounds = {
  /** The maximum number of running jobs. */
  concurrency: number;
  /** The maximum number of waiting jobs of one network. Like the other two, it applies to each lane by itself. */
  perNetwork: number;
  /** The maximum number of waiting jobs of one block of networks. */
  perBlock: number;
  /** The maximum number of waiting jobs of all known clients, and of all unknown ones. */
  perLane: number;
  /** The maximum waiting time of a job, in milliseconds. */
  deadlineMs: number;
};

/** When a retry makes sense, in seconds. */
const RETRY_AFTER_SECONDS = 2;

/** Of this many consecutive jobs, one is of an unknown client, if any is waiting. */
const UNKNOWN_EVERY = 4;

/**
 * Thrown when a job is rejected: its network has too many waiting jobs, the queue is full, or the job waited too long.
 */
export class BusyError extends Error {
  override name = "BusyError";
  readonly retryAfterSeconds = RETRY_AFTER_SECONDS;

  constructor(readonly reason: "network" | "capacity" | "deadline") {
    super(`A queue of work rejected a job (${reason}).`);
  }
}

/** Whether an error is a `BusyError`. `instanceof` does not work, because each bundle has its own copy of the class. */
export function isBusyError(error: unknown): error is BusyError {
  return error instanceof Error && error.name === "BusyError";
}

/**
 * A queue for expensive work. Known and unknown clients each have a lane with its own places. Of four jobs in a row, at
 * least one is of the unknown lane if it is not empty. Within a lane, blocks of networks take turns, and within a block
 * its networks. A job in a full block replaces a job of the largest network of that block. A job in a full lane
 * replaces a job of the block with the most waiting jobs. It is rejected if that network or block has fewer than two
 * jobs more than its own.
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
   * @returns the result of the work
   * @throws BusyError if the work is rejected
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
    const isBlockFull = lane.ofBlock(requester) >= this.bounds.perBlock;
    if (!isBlockFull && lane.size < this.bounds.perLane) return;
    const reason = isBlockFull ? "network" : "capacity";
    const crowding = isBlockFull ? undefined : lane.findInCrowdedBlock(requester);
    const job = crowding ?? lane.findInCrowdedNetwork(requester);
    if (job === undefined) throw new BusyError(reason);
    job.drop(reason);
  }
}
