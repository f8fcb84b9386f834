import "@/lib/db/testing/own-database";
import { vi } from "vitest";
import { testSessionWalks } from "./testing/session-walks";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
  process.env.REQUIRE_MFA = "true";
  process.env.INBOX = "on";
});

testSessionWalks([]);
