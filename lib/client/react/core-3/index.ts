export { EmailLinkErrorCode, isAPIResponseError, isEmailLinkError } from "../../errors";
export { AuthLoaded, RedirectToTasks, UserButton } from "../components";
export { useAuthClient, useLoadError, useSession, useUser } from "../hooks";
export { AuthProvider } from "../provider";
export { Show, TaskChooseOrganization, TaskResetPassword, TaskSetupMFA } from "./components";
export { useSignIn, useSignUp } from "./hooks";
export { ClientError } from "./method-result";
export { useAuth } from "./use-auth";
export { isReverificationCancelledError, useReverification } from "./use-reverification";
