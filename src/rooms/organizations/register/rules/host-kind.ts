import type { HostKind } from '../../contract.ts'

/** Words that tell what an organisation leans upon, the telling ones first: a station in a park is a station. */
const WORDS: readonly (readonly [RegExp, HostKind])[] = [
  [/站点|网点|驿站|配送站|快递站|分拨中心/, 'station'],
  [/集聚点|聚集点|集聚地|聚集地/, 'gathering-place'],
  [/平台/, 'platform'],
  [/项目部|项目$|工程$|工地/, 'project'],
  [/商会/, 'chamber'],
  [/协会|学会|联合会/, 'association'],
  [/市场|商城/, 'market'],
  [/商圈|街区|商业街|步行街/, 'street'],
  [/楼宇|大厦|大楼|写字楼|商务楼|广场/, 'building'],
  [/园区|产业园|工业园|科技园|创业园|软件园|物流园|文创园|开发区/, 'park'],
]

/**
 * What kind of thing the text of 依托 names; a unit where nothing tells. A community is not read from it: a branch of the
 * community itself has another term, and that is not for a word to decide.
 */
export function hostKindOf(text: string): HostKind {
  return WORDS.find(([words]) => words.test(text))?.[1] ?? 'unit'
}
