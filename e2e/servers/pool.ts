import { TEST_USER_COUNT, type TestUser, testUser } from "../users";
import { App, type DatabaseKind, type Settings } from "./app";

/** A server, and the users of its database that no test has taken. */
export type PooledServer = { app: App; createNextUser: () => TestUser };

/** More users than any test takes. */
const USERS_OF_A_TEST = 20;

type Running = PooledServer & { key: string; isDefault: boolean; taken: number };

/**
 * The servers of one worker. The server with default settings runs until the end of the worker, because most tests use
 * it. A server with other settings runs until a test needs different ones.
 */
export class ServerPool {
  private running: Running[] = [];

  constructor(
    private readonly kind: DatabaseKind,
    /** The settings of every server. */
    private readonly surroundings: Settings,
  ) {}

  /** Returns a running server with the given settings, and starts it first if necessary. */
  async get(settings: Settings, withMiddleware: boolean): Promise<PooledServer> {
    const key = JSON.stringify([settings, withMiddleware]);
    const known = this.running.find((server) => server.key === key);
    if (known && known.taken <= TEST_USER_COUNT - USERS_OF_A_TEST) return known;
    await this.stop((server) => server === known || !server.isDefault);
    const app = await App.start(this.kind, { ...this.surroundings, ...settings }, withMiddleware);
    const server: Running = {
      key,
      app,
      isDefault: withMiddleware && Object.keys(settings).length === 0,
      taken: 0,
      createNextUser: () => {
        const index = server.taken++;
        if (index >= TEST_USER_COUNT) throw new Error("No test user is left: raise TEST_USER_COUNT.");
        return testUser(index);
      },
    };
    this.running.push(server);
    return server;
  }

  /** Stops servers. */
  async stop(which: (server: Running) => boolean = () => true): Promise<void> {
    const stopping = this.running.filter(which);
    this.running = this.running.filter((server) => !stopping.includes(server));
    await Promise.all(stopping.map(({ app }) => app.stop()));
  }
}
