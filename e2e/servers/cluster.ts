import { App, type Settings } from "./app";
import { Nginx } from "./nginx";
import { freePort } from "./port";

/** Two instances on one database, behind nginx at `url`. */
export type Cluster = { url: string; first: App; second: App; nginx: Nginx };

/** Runs `act` with a new cluster and stops the cluster afterwards. */
export async function withCluster(
  settings: Settings,
  act: (cluster: Cluster) => Promise<void>,
): Promise<void> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const shared = { APP_URL: url, TRUSTED_PROXIES: "1", ...settings };
  const first = await App.start("postgres", shared);
  const second = await App.start("postgres", { ...shared, DATABASE_URL: first.databaseUrl ?? "" });
  const nginx = await Nginx.start(port, [first.url, second.url]);
  try {
    await act({ url, first, second, nginx });
  } finally {
    await nginx.stop();
    await Promise.all([first.stop(), second.stop()]);
  }
}
