import type { Decision } from '../../../../kernel/verbs.ts'
import type { On } from '../../contract.ts'
import type { RoleContent } from './built-in-roles.ts'
import { isParallel, WHOLE } from './reach-of.ts'

/** Why a verb takes the whole office; null where a part will do or the verb is not known. */
export type WholeVerbs = (verb: string) => { readonly words: string; readonly why: string } | null

const KINDS = {
  area: '一片区域',
  line: '一个行业',
  organization: '一个党组织',
  unit: '一家单位',
  self: '本人',
} as const

/** Whether a role can be granted upon something: of the kind it is made for, and nothing of the whole office's on a part. */
export function mayGrant(role: RoleContent, on: On, whole: WholeVerbs): Decision {
  if (!role.on.includes(on.kind)) {
    const kinds = role.on.map((kind) => KINDS[kind]).join('或')
    return { ok: false, why: `岗位“${role.name}”只能授给${kinds}` }
  }
  if (on.kind === 'line' && isParallel(on.area)) {
    return { ok: false, why: '行业条线只能划在镇街、社区等区划内，不能划在楼宇、园区、网格内' }
  }
  if (on.kind === 'area' && on.area === WHOLE) return { ok: true }
  for (const verb of role.verbs) {
    const found = whole(verb)
    if (found) return { ok: false, why: `岗位“${role.name}”含“${found.words}”，只能授给全区：${found.why}` }
  }
  return { ok: true }
}
