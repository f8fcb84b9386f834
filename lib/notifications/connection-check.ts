import { setTimeout as pause } from "node:timers/promises";
import { globalSingleton } from "@/lib/global-singleton";
import type { ChannelSender } from "./channel-sender";

/** The minimum time between the starts of two checks of one provider. */
const INTERVAL_MS = 250;

type Checks = { next: Promise<void> | null; startedAt: number };

const checks = globalSingleton("connection-checks", () => new Map<string, Checks>());

/**
 * Checks whether a provider can be reached, for a suppressed message. Messages that wait for the same check share it,
 * so that they cause at most four connections a second. Each message waits for a check that starts after this call:
 * with an older result, a suppressed message would not be delayed at the beginning of an outage, when others are.
 *
 * @throws DeliveryError if the provider cannot be reached
 */
export function checkConnection({ name, checkConnection: connect }: Sender): Promise<void> {
  const state = checks.get(name) ?? { next: null, startedAt: Number.NEGATIVE_INFINITY };
  checks.set(name, state);
  state.next ??= startNext(state, connect);
  return state.next;
}

type Sender = Pick<ChannelSender, "name" | "checkConnection">;

async function startNext(state: Checks, connect: () => Promise<void>): Promise<void> {
  await pause(Math.max(0, state.startedAt + INTERVAL_MS - performance.now()));
  state.next = null;
  state.startedAt = performance.now();
  await connect();
}
