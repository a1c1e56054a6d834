import { serve } from '../../../platform/server/http/route.ts'
import type { RoomServer } from '../../../platform/server/room.ts'
import { accessVerbs } from '../contract.ts'
import { accountHandlers, accountTable } from './account-endpoints.ts'
import { nameAccounts } from './account-reads.ts'
import { accountAuditWords } from './audit-words.ts'
import { makeGate } from './gate.ts'
import { grantsAuditWords } from './grants/audit-words.ts'
import { serveGrants } from './grants/endpoints.ts'
import { grantsMigrations } from './grants/migrations.ts'
import { access1 } from './migrations/0001-accounts.ts'
import { ownAccountHandlers, ownAccountTable } from './own-account-endpoints.ts'
import { access20 } from './migrations/0020-personal.ts'
import { access21 } from './migrations/0021-organizations.ts'
import { personalEndpoints } from '../personal/contract.ts'
import { personalAuditWords } from './personal/audit-words.ts'
import { personalHandlers } from './personal/endpoints.ts'
import { accessRetention } from './personal/keeping.ts'
import { keepPersonal } from './personal/upkeep.ts'
import { sessionHandlers, sessionTable } from './session-endpoints.ts'
import { serveSingleSignOn } from './single-sign-on.ts'
import { readSingleSignOn } from './single-sign-on-config.ts'
import { timesHandlers, timesTable } from './times-endpoints.ts'

export const accessServer: RoomServer = {
  name: 'access',
  migrations: [access1, ...grantsMigrations, access20, access21],
  verbs: { title: '账号和授权', table: accessVerbs },
  auditWords: { ...accountAuditWords, ...grantsAuditWords, ...personalAuditWords },
  auditSubjects: nameAccounts,
  personal: [{ table: 'account', column: 'phone', kind: 'phone', label: '电话', whose: '账号本人', sealed: ['id'] }],
  sealed: [
    { table: 'personal_request', column: 'value', key: ['id'] },
    { table: 'account_secret', column: 'totp', key: ['account'] },
    { table: 'account_secret', column: 'totp_pending', key: ['account'] },
  ],
  retention: accessRetention,
  react: (context) => context.gates.install(makeGate(context)),
  serve(app, context) {
    serve(app, context, sessionTable, sessionHandlers(context))
    serve(app, context, ownAccountTable, ownAccountHandlers(context))
    serve(app, context, accountTable, accountHandlers(context))
    serve(app, context, timesTable, timesHandlers(context))
    serveGrants(app, context)
    serveSingleSignOn(app, context, readSingleSignOn(process.env))
    serve(app, context, personalEndpoints, personalHandlers(context))
    keepPersonal(app, context)
  },
}
