import type { SignInStatus } from "@/lib/db/generated/enums";

/** How a first factor is proven by a message: where it goes, what it says, and what its proof leads to. */
export type MessageStrategy = {
  channel: "email";
  template: "reset-password-code";
  provenStatus: SignInStatus;
};

/** The strategies by their names in the API. A further one is a further entry. */
export const messageStrategies = {
  reset_password_email_code: {
    channel: "email",
    template: "reset-password-code",
    provenStatus: "needs_new_password",
  },
} satisfies Record<string, MessageStrategy>;

export type MessageStrategyName = keyof typeof messageStrategies;
