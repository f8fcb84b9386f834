import type { Requester } from "./requester";

/** A waiting job. */
export type Job = {
  requester: Requester;
  start: () => void;
  drop: (reason: "network" | "capacity" | "deadline") => void;
};

const lengthOf = (jobs: Job[] = []) => jobs.length;

const sizeOf = (networks = new Map<string, Job[]>()) =>
  [...networks.values()].reduce((sum, jobs) => sum + jobs.length, 0);

/** Returns the largest entry of a map, or the last one of several. */
function largest<Value>(entries: Iterable<[string, Value]>, size: (value: Value) => number) {
  return [...entries].reduce<[string, Value] | null>(
    (most, entry) => (most === null || size(entry[1]) >= size(most[1]) ? entry : most),
    null,
  );
}

/** Waiting jobs. Blocks take turns, and the networks of a block take turns within it. */
export class WaitingJobs {
  private readonly blocks = new Map<string, Map<string, Job[]>>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  ofBlock({ block }: Pick<Requester, "block">): number {
    return sizeOf(this.blocks.get(block) ?? new Map());
  }

  ofNetwork({ block, network }: Requester): number {
    return this.blocks.get(block)?.get(network)?.length ?? 0;
  }

  add(job: Job): void {
    const { block, network } = job.requester;
    const networks = this.blocks.get(block) ?? new Map<string, Job[]>();
    networks.set(network, [...(networks.get(network) ?? []), job]);
    this.blocks.set(block, networks);
    this.count++;
  }

  /** Removes and returns the next job, and moves its block and its network to the end. */
  take(): Job | undefined {
    const [block, networks] = this.blocks.entries().next().value ?? [];
    const [network, jobs] = networks?.entries().next().value ?? [];
    const job = jobs?.[0];
    if (block === undefined || networks === undefined || network === undefined || job === undefined) return;
    this.remove(job);
    moveToEnd(networks, network);
    moveToEnd(this.blocks, block);
    return job;
  }

  /** Removes one job. */
  remove(job: Job): void {
    const { block, network } = job.requester;
    const networks = this.blocks.get(block);
    const jobs = networks?.get(network);
    if (!networks || !jobs?.includes(job)) return;
    const others = jobs.filter((other) => other !== job);
    if (others.length > 0) networks.set(network, others);
    else networks.delete(network);
    if (networks.size === 0) this.blocks.delete(block);
    this.count--;
  }

  /**
   * Finds the newest job of the largest network in the block with the most jobs, if that block has at least two jobs
   * more than the block of the requester.
   */
  findInCrowdedBlock(requester: Requester): Job | undefined {
    const [block, networks] = largest(this.blocks, sizeOf) ?? [];
    if (block === undefined || sizeOf(networks) <= this.ofBlock(requester) + 1) return;
    return newestOf(networks);
  }

  /**
   * Finds the newest job of the largest network in the block of the requester, if that network has at least two jobs
   * more than the network of the requester.
   */
  findInCrowdedNetwork(requester: Requester): Job | undefined {
    const networks = this.blocks.get(requester.block) ?? new Map<string, Job[]>();
    const [, jobs] = largest(networks, lengthOf) ?? [];
    return lengthOf(jobs) > this.ofNetwork(requester) + 1 ? newestOf(networks) : undefined;
  }
}

/** Returns the newest job of the network with the most jobs. */
function newestOf(networks: Map<string, Job[]> | undefined): Job | undefined {
  const [, jobs] = largest(networks ?? new Map<string, Job[]>(), lengthOf) ?? [];
  return jobs?.at(-1);
}

function moveToEnd<Value>(map: Map<string, Value>, key: string): void {
  const value = map.get(key);
  if (value === undefined) return;
  map.delete(key);
  map.set(key, value);
}
