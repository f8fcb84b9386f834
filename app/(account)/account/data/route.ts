import { handleDataExport } from "@/lib/http/data-export";

/** Downloads all data of the signed-in user. */
export function GET(request: Request): Promise<Response> {
  return handleDataExport(request);
}
