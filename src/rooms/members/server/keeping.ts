import type { Retention } from '../../../platform/server/personal/kinds.ts'

/** Records of members stay: somebody who was expelled or moved away may come back, and the register is asked for years later. */
export const membersRetention: readonly Retention[] = [
  {
    id: 'members',
    name: '党员名册和变动记录',
    months: null,
    least: null,
    why: '党员进出、转接的依据，随党组织档案保存；不在册的不再显示在名册里',
    erase: null,
  },
]
