export { EmailLinkErrorCode, isAPIResponseError, isEmailLinkError } from "../errors";
export { AuthLoaded, RedirectToTasks, SignedIn, SignedOut, UserButton } from "./components";
export {
  useAuthClient,
  useEmailLink,
  useLoadError,
  useOrganization,
  useOrganizationList,
  useSession,
  useSignIn,
  useSignUp,
  useUser,
} from "./hooks";
export { AuthProvider } from "./provider";
