"use client";

import { type ReactNode, useState } from "react";
import { AuthClient, type AuthClientOptions } from "../auth-client";
import { AuthContext } from "./context";

type AuthProviderProps = AuthClientOptions & {
  children: ReactNode;
  /** An existing client, instead of options for a new one. */
  client?: AuthClient;
};

/**
 * Provides one client to its children. Only needed for options such as another origin, pages for tasks, or a function
 * that redirects.
 */
export function AuthProvider({ children, client, ...options }: AuthProviderProps) {
  const [made] = useState(() => client ?? new AuthClient(options));
  return <AuthContext.Provider value={made}>{children}</AuthContext.Provider>;
}
