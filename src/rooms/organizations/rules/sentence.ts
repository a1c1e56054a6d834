import type { OrganizationPage } from '../contract.ts'
import { organizationKindNames } from './names.ts'

type Facts = Pick<
  OrganizationPage,
  | 'name'
  | 'kind'
  | 'state'
  | 'founded'
  | 'ended'
  | 'superiorName'
  | 'units'
  | 'membersFull'
  | 'membersProbationary'
  | 'termDue'
  | 'due'
  | 'overdue'
>

/** What is the case, in one or two sentences; the page opens with it. */
export function sayOrganization(facts: Facts): string {
  const { name, kind, state, founded, ended, superiorName } = facts
  const since = founded === null ? '' : `${founded}成立，`
  if (state === 'revoked' || state === 'merged') {
    const how = state === 'revoked' ? '撤销' : '并入别的党组织'
    return `${name}${since ? `${since}` : ''}${ended ?? ''}已${how}，名称和沿革留存。`
  }
  const under = superiorName === null ? '' : `隶属于${superiorName}，`
  const covers = facts.units > 0 ? `覆盖 ${facts.units} 家单位，` : ''
  const first = `${name}是${organizationKindNames[kind]}，${since}${under}${covers}${sayMembers(facts)}。`
  return first + (state === 'forming' ? '上级已批复，还没有选举和备案。' : '') + sayTerm(facts)
}

function sayMembers({ membersFull, membersProbationary }: Facts): string {
  const probationary = membersProbationary > 0 ? `、预备党员 ${membersProbationary} 名` : ''
  return `在册正式党员 ${membersFull} 名${probationary}`
}

function sayTerm({ termDue, due, overdue }: Facts): string {
  const term = termDue === null ? '' : `本届${termDue}届满。`
  if (due === 0) return term
  return `${term}有 ${due} 件到期事项${overdue > 0 ? `，其中 ${overdue} 件已逾期` : ''}。`
}
