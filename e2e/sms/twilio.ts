import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An SMS, as requested from the provider. */
type Text = { authorization: string; path: string; to: string; from: string; body: string };

/** Starts an HTTP server that replaces Twilio and stores the requests. `refuseWith` sets another response. */
export async function startTwilio() {
  const texts: Text[] = [];
  const state = { refuseWith: null as number | null, headers: {} as Record<string, string>, body: "" };
  const server = createServer(async (request, response) => {
    let form = "";
    for await (const chunk of request) form += chunk;
    const fields = new URLSearchParams(form);
    if (state.refuseWith === null) {
      texts.push({
        authorization: request.headers.authorization ?? "",
        path: request.url ?? "",
        to: fields.get("To") ?? "",
        from: fields.get("From") ?? fields.get("MessagingServiceSid") ?? "",
        body: fields.get("Body") ?? "",
      });
    }
    response.writeHead(state.refuseWith ?? 201, { "Content-Type": "application/json", ...state.headers });
    response.end(state.body || JSON.stringify({ status: "queued" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    texts,
    refuseWith: (status: number | null, headers: Record<string, string> = {}, body = "") => {
      state.refuseWith = status;
      state.headers = headers;
      state.body = body;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
