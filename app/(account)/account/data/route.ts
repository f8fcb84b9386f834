import { answerDataDownload } from "@/lib/web/data-download";

/** Everything kept about whoever asks, as a file. */
export function GET(request: Request): Promise<Response> {
  return answerDataDownload(request);
}
