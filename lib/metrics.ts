import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { globalSingleton } from "./global-singleton";

/** The metrics of this process since its start. Their names are documented in docs/deploying.md and docs/alerts.yml. */
export const metrics = globalSingleton("metrics", () => {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  return {
    register,
    events: new Counter({
      name: "latchkey_events_total",
      help: "Lines of the audit log, by type and outcome.",
      labelNames: ["type", "outcome"] as const,
      registers,
    }),
    messages: new Counter({
      name: "latchkey_messages_total",
      help: "Tries to send a message, by how they ended.",
      labelNames: ["channel", "result"] as const,
      registers,
    }),
    providerRejections: new Counter({
      name: "latchkey_provider_rejections_total",
      help: "Tries to send a message that the provider rejected for our credentials, sender or URL.",
      labelNames: ["channel"] as const,
      registers,
    }),
    deliveries: new Counter({
      name: "latchkey_webhook_deliveries_total",
      help: "Tries to deliver an event to an endpoint, by how they ended.",
      labelNames: ["result"] as const,
      registers,
    }),
    breachChecks: new Counter({
      name: "latchkey_breach_checks_total",
      help: "New passwords looked up at the breach service, by answer.",
      labelNames: ["result"] as const,
      registers,
    }),
    waiting: new Gauge({
      name: "latchkey_outbox_waiting",
      help: "Messages and events that have not ended, over all instances.",
      labelNames: ["queue"] as const,
      registers,
    }),
    oldestSeconds: new Gauge({
      name: "latchkey_outbox_oldest_seconds",
      help: "Since when the longest overdue message or event should have been sent, over all instances.",
      labelNames: ["queue"] as const,
      registers,
    }),
  };
});
