import type { SignInOptionsOutput } from "@/contracts/accounts/accounts";
import { DEMO_ACCOUNTS } from "../auth/demo-accounts";
import { mailEnabled } from "../auth/mail";
import { identityProviders } from "../auth/providers";
import { demoEnabled, type Env } from "../platform/env";

/** The doors that are open with these settings. */
export const signInOptions = (settings: Env): SignInOptionsOutput => ({
  providers: identityProviders(settings),
  mail: mailEnabled(settings),
  demo: demoEnabled(settings) ? DEMO_ACCOUNTS.map(({ id, name }) => ({ id, name })) : [],
});
