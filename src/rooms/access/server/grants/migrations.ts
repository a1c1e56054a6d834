import type { Migration } from '../../../../platform/server/db/migrate.ts'
import { grants1 } from '../migrations/0010-grants.ts'

export const grantsMigrations: readonly Migration[] = [grants1]
