import { type ReactNode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { AuthClient } from "@/lib/client";
import {
  AuthLoaded,
  AuthProvider,
  RedirectToTasks,
  SignedIn,
  SignedOut,
  UserButton,
} from "@/lib/client/react";
import { ForgotPasswordPage } from "./core-3/forgot-password";
import { Members } from "./core-3/members";
import { SignInPage } from "./core-3/sign-in";
import { SignUpPage } from "./core-3/sign-up";
import { RecoverByMagicLink, SignInByLink, SignUpByLink } from "./email-link";
import { ForgotPassword } from "./forgot-password";
import { navigate } from "./navigate";
import { NewEmailAddress } from "./new-email-address";
import { NewPassword } from "./new-password";
import { SignIn } from "./sign-in";
import { VerificationPage } from "./verification";

declare global {
  interface Window {
    /** The URL of the server that the pages use. Set by the test. */
    serverUrl?: string;
    auth: AuthClient;
  }
}

const PAGES: Record<string, ReactNode> = {
  "/": <Home />,
  "/welcome": <Home />,
  "/sign-in": <SignIn />,
  "/forgot-password": <ForgotPassword by="email" />,
  "/forgot-password/phone": <ForgotPassword by="phone" />,
  "/sign-in/link": <SignInByLink />,
  "/sign-up/link": <SignUpByLink />,
  "/recover": <RecoverByMagicLink />,
  "/verification": (
    <AuthLoaded>
      <VerificationPage />
    </AuthLoaded>
  ),
  "/new-email-address": <NewEmailAddress />,
  "/new-password": <NewPassword />,
  "/task/reset-password": <NewPassword />,
  "/core-3": <Members />,
  "/core-3/forgot-password": <ForgotPasswordPage />,
  "/core-3/sign-in": <SignInPage />,
  "/core-3/sign-up": <SignUpPage />,
  "/members": (
    <>
      <RedirectToTasks />
      <SignedIn>For members</SignedIn>
    </>
  ),
};

function Home() {
  return (
    <>
      <SignedOut>Signed out</SignedOut>
      <SignedIn>
        Signed in as <UserButton afterSignOutAllUrl="/" />
      </SignedIn>
    </>
  );
}

function Pages() {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const follow = () => setPath(location.pathname);
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);
  return PAGES[path] ?? `Nothing at ${path}`;
}

if (window.serverUrl) {
  window.auth = new AuthClient({
    baseUrl: window.serverUrl,
    taskUrls: { "reset-password": "/task/reset-password" },
    navigate,
  });
  createRoot(document.querySelector("main") as HTMLElement).render(
    <AuthProvider client={window.auth}>
      <Pages />
    </AuthProvider>,
  );
}
