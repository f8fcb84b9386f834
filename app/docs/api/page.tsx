import type { Metadata } from "next";
import { RedirectToTasks } from "@/app/_ui/redirect-to-tasks";
import { Wordmark } from "@/app/_ui/wordmark";
import { openApiDocument } from "@/lib/http/api/openapi";
import { pageBrand } from "@/lib/http/brand";
import { Clients } from "./clients";
import { Contents } from "./contents";
import { ErrorCodes } from "./error-codes";
import { Groups } from "./groups";
import { Types } from "./types";

export const metadata: Metadata = { title: "HTTP API" };

/** The API reference, generated from the OpenAPI document. It is in English only, like the code. */
export default function ApiPage() {
  const document = openApiDocument();
  return (
    <div lang="en" className="mx-auto max-w-3xl px-6 py-5">
      <RedirectToTasks returnTo="/docs/api" />
      <header>
        <Wordmark {...pageBrand()} />
      </header>
      <main className="py-10">
        <h1 className="text-3xl font-semibold tracking-tight">HTTP API</h1>
        <p className="mt-3 text-quiet text-pretty">
          For native apps and your own front ends. Requests and responses are JSON. The base URL is{" "}
          <code className="font-mono text-ink wrap-anywhere">{document.servers[0]?.url}</code>. There is also
          an <a href="/api/v1/openapi.json">OpenAPI specification</a>.
        </p>
        <Contents document={document} />
        <Clients schemes={document.components.securitySchemes} />
        <Groups document={document} />
        <Types schemas={document.components.schemas} />
        <ErrorCodes />
      </main>
    </div>
  );
}
