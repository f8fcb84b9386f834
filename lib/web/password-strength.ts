export { type PasswordStrength, passwordStrength } from "@/lib/factors/password/strength";
