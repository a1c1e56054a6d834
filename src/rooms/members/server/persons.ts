import type { PersonalColumn } from '../../../platform/server/personal/kinds.ts'

/** Where the register names persons. Numbers are in the platform's vault, which declares itself. */
export const membersPersonal: readonly PersonalColumn[] = [
  { table: 'member', column: 'name', kind: 'name', label: '姓名', whose: '党员', sealed: ['id'] },
]
