/**
 * What an organisation holds. The rule that says how often stands in the rulebook; an open activity is held beside what is
 * demanded and is demanded of nobody.
 */
export const lifeKinds = [
  'members-meeting',
  'committee',
  'group',
  'lecture',
  'theme-day',
  'organization-meeting',
  'appraisal',
  'open-activity',
] as const
export type LifeKind = (typeof lifeKinds)[number]

export const lifeNames: Readonly<Record<LifeKind, string>> = {
  'members-meeting': '党员大会',
  committee: '支委会',
  group: '党小组会',
  lecture: '党课',
  'theme-day': '主题党日',
  'organization-meeting': '组织生活会',
  appraisal: '民主评议党员',
  'open-activity': '开放式组织生活',
}

/** What is demanded; a lecture by the secretary is told apart from other lectures. */
export const demandKinds = [...lifeKinds.filter((kind) => kind !== 'open-activity'), 'secretary-lecture'] as const
export type DemandKind = Exclude<LifeKind, 'open-activity'> | 'secretary-lecture'

export const demandNames: Readonly<Record<DemandKind, string>> = { ...lifeNames, 'secretary-lecture': '书记讲党课' }

/** Words by which minutes and calendars name a kind, the telling ones first: 组织生活会 is none of the others. */
const WORDS: readonly (readonly [RegExp, LifeKind])[] = [
  [/开放式|联合(?:主题党日|党日|党课|组织生活)|共建活动|结对共建/, 'open-activity'],
  [/组织生活会/, 'organization-meeting'],
  [/民主评议/, 'appraisal'],
  [/主题党日|党日活动|固定党日/, 'theme-day'],
  [/支(?:部)?委(?:员)?会|委员会会议|支委扩大会/, 'committee'],
  [/党小组会|小组会议/, 'group'],
  [/(?<!评议)党员大会|支部大会|全体党员会/, 'members-meeting'],
  [/党课/, 'lecture'],
]

/** Every kind that the text names; one gathering is often a theme day with a lecture in it. */
export function kindsIn(text: string): LifeKind[] {
  return WORDS.filter(([words]) => words.test(text)).map(([, kind]) => kind)
}
