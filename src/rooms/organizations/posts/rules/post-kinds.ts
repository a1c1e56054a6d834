/**
 * The posts of a Party organisation. Those of the committee are elected (or appointed until it can be) and end with its
 * term; the others are given by the superior and stay. Of the first of each there is one at a time.
 */
export const postKinds = [
  'secretary',
  'deputy',
  'organization-member',
  'publicity-member',
  'discipline-member',
  'member',
  'first-secretary',
  'instructor',
  'liaison',
  'party-contact',
] as const
export type PostKind = (typeof postKinds)[number]

export const postNames: Readonly<Record<PostKind, string>> = {
  secretary: '书记',
  deputy: '副书记',
  'organization-member': '组织委员',
  'publicity-member': '宣传委员',
  'discipline-member': '纪检委员',
  member: '委员',
  'first-secretary': '第一书记',
  instructor: '党建指导员',
  liaison: '联络员',
  'party-contact': '党建联络员',
}

/** Seats of the committee: they end with the term. */
const COMMITTEE: ReadonlySet<PostKind> = new Set([
  'secretary',
  'deputy',
  'organization-member',
  'publicity-member',
  'discipline-member',
  'member',
])

/** One holder at a time; the database holds the same. */
const SINGLE: ReadonlySet<PostKind> = new Set([
  'secretary',
  'organization-member',
  'publicity-member',
  'discipline-member',
  'first-secretary',
])

export const ofCommittee = (post: PostKind): boolean => COMMITTEE.has(post)
export const isSingle = (post: PostKind): boolean => SINGLE.has(post)

/** Somebody may hold a post for the time being, and then it counts as held, not as vacant. */
export const postHow = ['elected', 'appointed', 'acting'] as const
export type PostHow = (typeof postHow)[number]
export const howNames: Readonly<Record<PostHow, string>> = { elected: '选举', appointed: '任命', acting: '代理' }
