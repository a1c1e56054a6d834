import type { RoomServer } from '../../../platform/server/room.ts'
import { usePlanPaper } from '../../planner/server/public.ts'
import { documentsVerbs } from '../contract.ts'
import { documentsAuditWords } from './audit-words.ts'
import { serveDocuments } from './endpoints.ts'
import { memberPaperExports } from './members/files.ts'
import { documentsExports } from './organizations/files.ts'
import { makePlanPaper } from './papers.ts'

export const documentsServer: RoomServer = {
  name: 'documents',
  auditWords: documentsAuditWords,
  verbs: { title: '公文', table: documentsVerbs },
  migrations: [],
  personalExports: { ...documentsExports, ...memberPaperExports },
  react(context) {
    usePlanPaper(context, async (scope, plan, selection) => {
      const { file } = await makePlanPaper(context, scope, plan, selection)
      return file
    })
  },
  serve: serveDocuments,
}
