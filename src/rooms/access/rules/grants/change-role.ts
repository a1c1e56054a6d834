import type { Decision } from '../../../../kernel/verbs.ts'
import type { RoleContent } from './built-in-roles.ts'

export const ADMINISTRATOR = 'administrator'

/** Without these nobody could put right what a change of the administrator's role did. */
const KEPT = ['access.read', 'access.accounts', 'access.roles']

/** Whether a role may be made what `to` says; the administrator's must stay able to administer the whole office. */
export function mayChangeRole(id: string, to: RoleContent): Decision {
  if (id !== ADMINISTRATOR) return { ok: true }
  if (!to.on.includes('area')) return { ok: false, why: '“管理员”要能授给全区' }
  if (KEPT.every((verb) => to.verbs.includes(verb))) return { ok: true }
  return { ok: false, why: '“管理员”不能去掉看账号、建账号授权、改岗位这几项，否则再没有人能改回来' }
}
