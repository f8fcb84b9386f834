"use client";

import { type ReactNode, useState } from "react";
import { AuthClient, type AuthClientOptions } from "../auth-client";
import { AuthContext } from "./context";

type AuthProviderProps = AuthClientOptions & {
  children: ReactNode;
  /** A client made elsewhere, in place of options for one. */
  client?: AuthClient;
};

/**
 * Gives everything within it one client. Only needed where that is told something: another origin, pages for tasks, how to
 * lead on.
 */
export function AuthProvider({ children, client, ...options }: AuthProviderProps) {
  const [made] = useState(() => client ?? new AuthClient(options));
  return <AuthContext value={made}>{children}</AuthContext>;
}
