import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BusyError, FairQueue, type QueueBounds } from "./fair-queue";
import { type Requester, withoutRequest } from "./requester";

const BOUNDS: QueueBounds = {
  concurrency: 1,
  perNetwork: 16,
  perBlock: 64,
  perLane: 100,
  deadlineMs: 60_000,
};

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
    const { add, finish, started } = occupied({ perLane: 4 });
    const attacker = ["a", "b", "c", "d"].map((network) => add(from(network, { block: "attacker" })));
    const dropped = reasonOf(attacker[3] ?? Promise.resolve());
    const user = add(from("user"));
    expect(await dropped).toBe("capacity");
    expect(await reasonOf(add(from("e", { block: "attacker" })))).toBe("capacity");
    await finish([...attacker, user]);
    expect(started).toEqual(["a", "user", "b", "c"]);
  });

  test("rejects the newest of equal jobs when full", async () => {
    const { add, finish, started } = occupied({ perLane: 2 });
    const jobs = [add(from("a")), add(from("b"))];
    expect(await reasonOf(add(from("c")))).toBe("capacity");
    await finish(jobs);
    expect(started).toEqual(["a", "b"]);
  });

  test("keeps places for unknown clients, however many jobs of known clients wait", async () => {
    const { add, addAll, finish, started } = occupied({ perLane: 20 });
    const flood = ["a", "b", "c"].flatMap((network) => addAll(from(network, { isKnownClient: true }), 16));
    const user = add(from("user"));
    await finish([...flood, user]);
    expect(started.filter((name) => name !== "user")).toHaveLength(20);
    expect(started.indexOf("user")).toBe(3);
  });

  test("keeps places for known clients, however many jobs of unknown clients wait", async () => {
    const { add, addAll, finish, started } = occupied({ perLane: 20 });
    const flood = ["a", "b", "c"].flatMap((network) => addAll(from(network), 16));
    const user = add(from("user", { isKnownClient: true }));
    await finish([...flood, user]);
    expect(started).toHaveLength(21);
    expect(started[0]).toBe("user");
  });

  test("bounds the jobs of a block of networks, of known clients too", async () => {
    for (const isKnownClient of [true, false]) {
      const { addAll, finish, started } = occupied({ perBlock: 64 });
      const networks = Array.from({ length: 25 }, (_, nth) => `network ${nth} `);
      const jobs = networks.flatMap((network) =>
        addAll(from(network, { block: "attacker", isKnownClient }), 16),
      );
      const reasons = Promise.all(jobs.map(reasonOf));
      await finish(jobs);
      expect(started).toHaveLength(64);
      expect(new Set(await reasons)).toEqual(new Set(["ran", "network"]));
    }
  });

  test("gives a network of a full block the place of the largest network in it", async () => {
    const { add, addAll, finish, started } = occupied({ perBlock: 16 });
    const flood = addAll(from("a", { block: "shared" }), 16);
    const dropped = reasonOf(flood[15] ?? Promise.resolve());
    const user = add(from("user", { block: "shared" }));
    expect(await dropped).toBe("network");
    await finish([...flood, user]);
    expect(started.slice(0, 2)).toEqual(["a0", "user"]);
    expect(started).toHaveLength(16);
  });

  test("delays a single job by at most one job of each other block", async () => {
    const others = fc.array(fc.record({ block: fc.nat(4), network: fc.nat(4) }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(others, others, async (before, after) => {
        const { add, finish, started } = occupied({ perBlock: 1_000, perLane: 1_000 });
        const addOther = ({ block, network }: { block: number; network: number }) =>
          add(from(`${block}.${network}`, { block: String(block) }), String(block));
        const jobs = [...before.map(addOther), add(from("user")), ...after.map(addOther)];
        await finish(jobs);
        const ahead = started.slice(0, started.indexOf("user"));
        expect(new Set(ahead).size).toBe(ahead.length);
      }),
    );
  });

  const requests = fc.array(
    fc.record({ block: fc.nat(3), network: fc.nat(9), isKnownClient: fc.boolean() }),
    {
      maxLength: 120,
    },
  );
  const SMALL = { perNetwork: 4, perBlock: 6, perLane: 10 };
  type Request = { block: number; network: number; isKnownClient: boolean };
  const requesterOf = ({ block, network, isKnownClient }: Request) =>
    from(`${block}.${network}`, { block: String(block), isKnownClient });

  test("runs or rejects every job within its limits, for any sequence of requests", async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (all) => {
        const { add, finish, started } = occupied(SMALL);
        const nameOf = ({ block, network, isKnownClient }: Request) => `${isKnownClient} ${block} ${network}`;
        const ended = await finish(all.map((request) => add(requesterOf(request), nameOf(request))));
        const most = (parts: number) => {
          const keys = started.map((name) => name.split(" ").slice(0, parts).join(" "));
          return Math.max(0, ...keys.map((key) => keys.filter((other) => other === key).length));
        };
        expect([most(1) <= 10, most(2) <= 6, most(3) <= 4]).toEqual([true, true, true]);
        expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(started.length);
        if (all.length <= 4) expect(started).toHaveLength(all.length);
      }),
    );
  });

  test("gives a network without other jobs a place, and its turn after a bounded number of jobs", async () => {
    await fc.assert(
      fc.asyncProperty(requests, requests, fc.boolean(), async (before, after, isKnownClient) => {
        const { add, finish, started } = occupied(SMALL);
        const jobs = before.map((request) => add(requesterOf(request), "other"));
        const user = reasonOf(add(from("user", { isKnownClient }), "user"));
        jobs.push(...after.map((request) => add(requesterOf(request), "other")));
        await finish(jobs);
        expect(await user).toBe("ran");
        // At most one job of each of the four other blocks, and three jobs of known clients for one of an unknown one.
        expect(started.indexOf("user")).toBeLessThanOrEqual(4 + (isKnownClient ? 2 : 5 * 3));
      }),
    );
  });

  test("starts at most one job of another block while a block waits, for any arrivals and endings", async () => {
    const steps = fc.array(
      fc.oneof(
        requests.map((all) => all.slice(0, 3)),
        fc.constant("end" as const),
      ),
      {
        maxLength: 60,
      },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const queue = new FairQueue({ ...BOUNDS, ...SMALL });
        const endings: (() => void)[] = [];
        const laneOf = new Map<string, { waiting: number; startedSince: Set<string> }>();
        const end = async () => {
          endings.shift()?.();
          for (let turn = 0; turn < 5; turn++) await Promise.resolve();
        };
        const arrive = async (request: Request) => {
          const block = `${request.isKnownClient} ${request.block}`;
          const own = laneOf.get(block) ?? { waiting: 0, startedSince: new Set() };
          laneOf.set(block, own);
          own.waiting++;
          const work = () => {
            own.waiting--;
            own.startedSince.clear();
            for (const [other, { waiting, startedSince }] of laneOf) {
              if (other === block || waiting === 0 || other.split(" ")[0] !== block.split(" ")[0]) continue;
              expect(startedSince.has(block)).toBe(false);
              startedSince.add(block);
            }
            return new Promise<void>((resolve) => endings.push(resolve));
          };
          void queue.run(requesterOf(request), work).catch((error) => {
            expect(error).toBeInstanceOf(BusyError);
            own.waiting--;
            if (own.waiting === 0) own.startedSince.clear();
          });
          await Promise.resolve();
        };
        for (const step of all) {
          if (step === "end") await end();
          else for (const request of step) await arrive(request);
        }
        while (endings.length > 0) await end();
        expect([...laneOf.values()].every(({ waiting }) => waiting === 0)).toBe(true);
      }),
    );
  });
});
