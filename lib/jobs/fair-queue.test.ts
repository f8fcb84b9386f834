import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BusyError, FairQueue, type QueueBounds } from "./fair-queue";
import { type Requester, withoutRequest } from "./requester";

const BOUNDS: QueueBounds = { concurrency: 1, perNetwork: 16, inTotal: 100, deadlineMs: 60_000 };

const from = (network: string, { block = network, isKnownClient = false } = {}): Requester => ({
  network,
  block,
  isKnownClient,
});

/**
 * A queue whose first job runs until it is released, so that all others wait. `started` lists the jobs in the order in
 * which they start.
 */
function occupied(bounds: Partial<QueueBounds> = {}) {
  const queue = new FairQueue({ ...BOUNDS, ...bounds });
  const started: string[] = [];
  let release = () => {};
  const first = queue.run(from("occupier"), () => new Promise<void>((resolve) => (release = resolve)));
  const add = (requester: Requester, name = requester.network) =>
    queue.run(requester, async () => {
      started.push(name);
    });
  const addAll = (requester: Requester, count: number) =>
    Array.from({ length: count }, (_, nth) => add(requester, `${requester.network}${nth}`));
  const finish = async (jobs: Promise<unknown>[]) => {
    release();
    await first;
    return Promise.allSettled(jobs);
  };
  return { add, addAll, finish, started };
}

const reasonOf = (job: Promise<unknown>) =>
  job.then(
    () => "ran",
    (error: unknown) => (error instanceof BusyError ? error.reason : "another error"),
  );

describe("a fair queue", () => {
  test("returns the result of the work, and throws its errors", async () => {
    const queue = new FairQueue(BOUNDS);
    await expect(queue.run(from("a"), async () => 7)).resolves.toBe(7);
    await expect(queue.run(from("a"), () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    await expect(queue.run(from("a"), async () => 8)).resolves.toBe(8);
  });

  test("runs no more than `concurrency` jobs at the same time", async () => {
    const queue = new FairQueue({ ...BOUNDS, concurrency: 2 });
    let [running, most] = [0, 0];
    const work = async () => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
    };
    await Promise.all(Array.from({ length: 10 }, () => queue.run(from("a"), work)));
    expect(most).toBe(2);
  });

  test("lets networks take turns, however many jobs of one network wait", async () => {
    const { addAll, finish, started } = occupied();
    await finish([...addAll(from("a"), 4), ...addAll(from("b"), 2), ...addAll(from("c"), 1)]);
    expect(started).toEqual(["a0", "b0", "c0", "a1", "b1", "a2", "a3"]);
  });

  test("gives the networks of one block a single turn", async () => {
    const { add, finish, started } = occupied();
    const attacker = ["a", "b", "c", "d"].map((network) => add(from(network, { block: "attacker" })));
    await finish([...attacker, add(from("user")), add(from("user"))]);
    expect(started).toEqual(["a", "user", "b", "user", "c", "d"]);
  });

  test("rejects the 17th waiting job of a network, but not of others", async () => {
    const { addAll, add, finish } = occupied();
    const jobs = addAll(from("a"), 16);
    expect(await reasonOf(add(from("a")))).toBe("network");
    const other = add(from("b"));
    const known = add(from("a", { isKnownClient: true }));
    const ended = await finish([...jobs, other, known]);
    expect(ended.every(({ status }) => status === "fulfilled")).toBe(true);
  });

  test("runs known clients first, and an unknown one after three of them", async () => {
    const { addAll, finish, started } = occupied();
    const unknown = addAll(from("u"), 2);
    await finish([...unknown, ...addAll(from("k", { isKnownClient: true }), 5)]);
    expect(started).toEqual(["k0", "k1", "k2", "u0", "k3", "k4", "u1"]);
  });

  test("sets no deadline for work without a request", async () => {
    const { add, finish, started } = occupied({ deadlineMs: 1 });
    const own = add(withoutRequest(), "own");
    expect(await reasonOf(add(from("late")))).toBe("deadline");
    await finish([own]);
    expect(started).toEqual(["own"]);
  });

  test("drops a job at its deadline, and runs the others", async () => {
    const { add, finish, started } = occupied({ deadlineMs: 1 });
    expect(await reasonOf(add(from("late")))).toBe("deadline");
    await finish([add(from("in time"))]);
    expect(started).toEqual(["in time"]);
  });

  test("drops a job of the block with the most jobs when full", async () => {
    const { add, finish, started } = occupied({ inTotal: 4 });
    const attacker = ["a", "b", "c", "d"].map((network) => add(from(network, { block: "attacker" })));
    const dropped = reasonOf(attacker[3] ?? Promise.resolve());
    const user = add(from("user"));
    expect(await dropped).toBe("capacity");
    expect(await reasonOf(add(from("e", { block: "attacker" })))).toBe("capacity");
    await finish([...attacker, user]);
    expect(started).toEqual(["a", "user", "b", "c"]);
  });

  test("rejects the newest of equal jobs when full, and prefers a known client to an unknown one", async () => {
    const { add, finish, started } = occupied({ inTotal: 2 });
    const [a, b] = [add(from("a")), add(from("b"))];
    expect(await reasonOf(add(from("c")))).toBe("capacity");
    const known = add(from("k", { isKnownClient: true }));
    expect(await reasonOf(b)).toBe("capacity");
    await finish([a, known]);
    expect(started).toEqual(["k", "a"]);
  });

  test("delays a single job by at most one job of each other block", async () => {
    const others = fc.array(fc.record({ block: fc.nat(4), network: fc.nat(4) }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(others, others, async (before, after) => {
        const { add, finish, started } = occupied({ inTotal: 1_000 });
        const addOther = ({ block, network }: { block: number; network: number }) =>
          add(from(`${block}.${network}`, { block: String(block) }), String(block));
        const jobs = [...before.map(addOther), add(from("user")), ...after.map(addOther)];
        await finish(jobs);
        const ahead = started.slice(0, started.indexOf("user"));
        expect(new Set(ahead).size).toBe(ahead.length);
      }),
    );
  });

  test("runs or rejects every job within its limits, for any sequence of requests", async () => {
    const requests = fc.array(
      fc.record({ block: fc.nat(3), network: fc.nat(9), isKnownClient: fc.boolean() }),
      { maxLength: 120 },
    );
    await fc.assert(
      fc.asyncProperty(requests, async (all) => {
        const { add, finish, started } = occupied({ inTotal: 20, perNetwork: 4 });
        const jobs = all.map(({ block, network, isKnownClient }) =>
          add(from(`${block}.${network}`, { block: String(block), isKnownClient })),
        );
        const ended = await finish(jobs);
        expect(ended).toHaveLength(all.length);
        expect(started.length).toBeLessThanOrEqual(20);
        expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(started.length);
        if (all.length <= 4) expect(started).toHaveLength(all.length);
      }),
    );
  });
});
