import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { build } from "esbuild";
import { ROOT } from "./paths";

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>A front end</title>
    <link rel="icon" href="data:,">
    <script type="module" src="/main.js"></script>
  </head>
  <body><main></main></body>
</html>
`;

type FrontEnd = { url: string; stop: () => void };

/** Starts a separate front end on another origin. Every path serves the same page, whose script selects the content. */
export async function startFrontEnd(): Promise<FrontEnd> {
  const script = await bundle();
  const server = createServer(({ url }, response) =>
    url === "/main.js"
      ? send(response, "text/javascript", script)
      : send(response, "text/html; charset=utf-8", PAGE),
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(ROOT, "e2e/front-end/main.tsx")],
    bundle: true,
    write: false,
    format: "esm",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    tsconfig: path.join(ROOT, "tsconfig.json"),
  });
  return outputFiles[0]?.text ?? "";
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-store" }).end(body);
}
