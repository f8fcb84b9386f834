import { redirect } from "next/navigation";
import { config } from "@/lib/config";
import { type FlowError, statusOfError } from "@/lib/errors";
import { exportOwnData } from "@/lib/flows/account/export";
import { localizeError } from "@/lib/localize-error";
import { getCaller } from "./caller";
import { requireRecentAuth } from "./guard";
import { requestLocale } from "./locale";
import { isSameOriginRequest } from "./origin";
import { streamOf } from "./stream";

/** The page with the download link. */
const ASKED_AT = "/account#data";

/**
 * Responds with all data of the caller, as a JSON file. The request is a GET because browsers save only responses to a
 * GET without scripts. It requires an active session with recent authentication, and cross-site requests are
 * redirected.
 */
export async function handleDataExport(request: Request): Promise<Response> {
  if (!isSameOriginRequest(request.headers)) redirect(ASKED_AT);
  await requireRecentAuth(ASKED_AT);
  const result = await exportOwnData(await getCaller());
  if (!result.ok) return refuse(result.errors[0]);
  return new Response(streamOf(result.json), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${config().brand.slug}-data.json"`,
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
