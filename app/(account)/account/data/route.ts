import { handleDataExport } from "@/lib/http/data-export";

/** Everything kept about whoever asks, as a file. */
export function GET(request: Request): Promise<Response> {
  return handleDataExport(request);
}
