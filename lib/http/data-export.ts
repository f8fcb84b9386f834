import { redirect } from "next/navigation";
import { type FlowError, statusOfError } from "@/lib/errors";
import { exportOwnData } from "@/lib/flows/account/export";
import { localizeError } from "@/lib/localize-error";
import { getCaller } from "./caller";
import { requireRecentAuth } from "./guard";
import { requestLocale } from "./locale";
import { isSameOriginRequest } from "./origin";

/** Where the file is asked for. */
const ASKED_AT = "/account#data";

/**
 * Answers with everything kept about whoever asks, as a file. It is a GET, for a browser saves nothing else by itself; it
 * answers nobody but an active session with a fresh proof, and nothing at the wish of another site.
 */
export async function handleDataExport(request: Request): Promise<Response> {
  if (!isSameOriginRequest(request.headers)) redirect(ASKED_AT);
  await requireRecentAuth(ASKED_AT);
  const result = await exportOwnData(await getCaller());
  if (!result.ok) return refuse(result.errors[0]);
  return new Response(JSON.stringify(result.data, null, 2), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="latchkey-data.json"',
      "Cache-Control": "no-store",
    },
  });
}

async function refuse(error: FlowError): Promise<Response> {
  const { code, longMessage, meta } = localizeError(error, await requestLocale());
  const { retryAfterSeconds } = meta;
  return new Response(`${longMessage}\n`, {
    status: statusOfError(code),
    headers: {
      "Cache-Control": "no-store",
      ...(retryAfterSeconds !== undefined && { "Retry-After": String(retryAfterSeconds) }),
    },
  });
}
