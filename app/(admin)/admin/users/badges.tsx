import type { UserRecord } from "@/lib/flows/users/read";
import { Badge } from "../badge";

/** What stands out about a user. */
export function UserBadges({ user }: { user: UserRecord }) {
  return (
    <span className="flex flex-wrap gap-2">
      {user.isAdmin && <Badge>Administrator</Badge>}
      {user.twoFactorEnabled && <Badge tone="ok">Two-step</Badge>}
      {user.passwordCompromised && <Badge tone="wrong">Compromised</Badge>}
      {user.locked && <Badge tone="wrong">Locked</Badge>}
      {user.lockoutExpiresAt !== null && <Badge tone="wrong">Too many tries</Badge>}
    </span>
  );
}
