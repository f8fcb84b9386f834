import type { Instrumentation } from "next";

/** Runs once in every server process, before its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startServer } = await import("@/lib/runtime/start");
  await startServer();
}

/** Writes an unexpected error to the log, with the digest that its page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("@/lib/log");
  const { digest } = error as { digest?: string };
  const [path] = request.path.split("?");
  const requestId = request.headers["x-request-id"];
  log.error({
    event: "request.failed",
    path,
    method: request.method,
    route: context.routePath,
    digest,
    requestId,
    err: error,
  });
};
