import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { blockOf } from "./document";

/** The folder of the Debian package, which is often not in the PATH. */
const DEBIAN = "/usr/sbin";

function program(): string {
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), DEBIAN];
  const found = folders.map((folder) => path.join(folder, "nginx")).find((file) => existsSync(file));
  if (!found) throw new Error("nginx is not installed: apt-get install nginx");
  return found;
}

/** Returns the configuration of `docs/deploying.md` for the instances, without TLS. One instance can be left out. */
function siteFor(port: number, instances: string[], leftOut?: string): string {
  const servers = instances.map(
    (url) =>
      `server ${new URL(url).host.replace("localhost", "127.0.0.1")} max_fails=0${url === leftOut ? " down" : ""};`,
  );
  return blockOf("deploying.md", "nginx")
    .replace(/( *server [\d.:]+ max_fails=0;\n)+/, `${servers.join("\n")}\n`)
    .replace("listen 443 ssl;", `listen 127.0.0.1:${port};`)
    .replace(/ *ssl_certificate.*\n/g, "");
}

function configuration(folder: string, site: string): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `
    ${process.getuid?.() === 0 ? "user root;" : ""}
    daemon off;
    pid ${folder}/pid;
    error_log stderr;
    events {}
    http {
      ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join("\n")}
      log_format upstream "$upstream_addr";
      access_log ${folder}/access.log upstream;
      # A connection that nginx ends as a request comes in on it: browsers ask again, fetch does not.
      keepalive_timeout 0;
      ${site}
    }`;
}

const configurationFile = (folder: string) => path.join(folder, "nginx.conf");

/** nginx as a round-robin load balancer for several instances. */
export class Nginx {
  private constructor(
    private readonly folder: string,
    private readonly child: ChildProcess,
    private readonly port: number,
    private readonly instances: string[],
  ) {}

  static async start(port: number, instances: string[]): Promise<Nginx> {
    const folder = mkdtempSync(path.join(tmpdir(), "latchkey-nginx-"));
    const file = configurationFile(folder);
    writeFileSync(file, configuration(folder, siteFor(port, instances)));
    const child = spawn(program(), ["-e", "stderr", "-p", folder, "-c", file], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let complaint = "";
    child.stderr.on("data", (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/health/live`).catch(() => null);
      if (answer?.ok) return new Nginx(folder, child, port, instances);
      if (child.exitCode !== null) throw new Error(`nginx did not start:\n${complaint}`);
      await wait(50);
    }
  }

  /** Returns how many requests an instance has answered. If nginx tried several instances, the last one counts. */
  served(instance: string): number {
    const log = readFileSync(path.join(this.folder, "access.log"), "utf8");
    return log.split("\n").filter((line) => line.endsWith(`:${new URL(instance).port}`)).length;
  }

  /**
   * Removes one instance from the configuration, or restores all. Resolves when no worker uses the old configuration.
   */
  async leaveOut(instance?: string): Promise<void> {
    const before = this.workers();
    const site = siteFor(this.port, this.instances, instance);
    writeFileSync(configurationFile(this.folder), configuration(this.folder, site));
    this.child.kill("SIGHUP");
    while (this.workers().some((worker) => before.includes(worker))) await wait(50);
  }

  private workers(): string[] {
    const { pid } = this.child;
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
