/** `npm run webhook -- COMMAND …`: manages the endpoints that are told of events. */
import { printOutcome } from "./print";
import { webhookCommand } from "./webhook-command";

await printOutcome(webhookCommand);
