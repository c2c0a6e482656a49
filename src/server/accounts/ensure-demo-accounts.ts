import { DEMO_ACCOUNTS, demoEmail } from "../auth/demo-accounts";
import type { Database } from "../platform/database";
import { insertDemoAccounts } from "./account-store";

/** Makes the demo accounts that are missing; called at start while the demo is on. They have no password: one click is their only door. */
export const ensureDemoAccounts = (database: Database): Promise<void> =>
  insertDemoAccounts(
    database,
    DEMO_ACCOUNTS.map(({ id, name, role }) => ({ email: demoEmail(id), name, role })),
  );
