/*
 * The append-only, hash-chained record of every change and decision. The other contexts append in their own transactions, through what
 * is exported here, and never touch the tables.
 */
export {
  createLedger,
  type Ledger,
  type LedgerConfig,
  type LedgerStanding,
} from './createLedger';
export type { LedgerHead, LedgerHeader } from './chain';
export type { LedgerEntry, LedgerService } from './LedgerService';
export type { Verification } from './VerificationStore';
