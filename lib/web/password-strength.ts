export { passwordStrength } from "@/lib/factors/password/strength";
