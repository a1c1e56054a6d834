import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MemberPage } from '../../contract.ts'
import { endNames } from '../../rules/status-moves.ts'
import { memberStatusNames, placeNames, postKindNames } from '../../rules/words.ts'
import { FactList } from './fact-list.tsx'
import { useMembersWords } from '../words.ts'

/** What is kept of a member, line by line; lines without a value are left out. */
export function MemberFacts({ member }: { readonly member: MemberPage }) {
  const { facts, genders, outside } = useMembersWords()
  const { organization, organizationName, unit, unitName } = member
  const lines: [string, ReactNode][] = [
    [facts.status, memberStatusNames[member.status]],
    [
      facts.organization,
      organization === null ? (
        outside
      ) : (
        <Link key="organization" to="/organizations/$id" params={{ id: organization }}>
          {organizationName}
        </Link>
      ),
    ],
    [facts.place, placeNames[member.place]],
    [
      facts.unit,
      unit === null ? null : unitName === null ? null : (
        <Link key="unit" to="/units/$id" params={{ id: unit }}>
          {unitName}
        </Link>
      ),
    ],
    [facts.joined, member.joined],
    [facts.fullOn, member.fullOn],
    [facts.gender, member.gender === null ? null : genders[member.gender]],
    [facts.born, member.born],
    [facts.ethnicity, member.ethnicity],
    [facts.education, member.education],
    [facts.job, member.job],
    [facts.postKind, member.postKind === null ? null : postKindNames[member.postKind]],
    [facts.group, member.group],
    [facts.phone, member.phone],
    [facts.identity, member.identity],
  ]
  return <FactList lines={lines} />
}

/** The sentence that a member's page opens with. */
export function useMemberSentence(): (member: MemberPage) => string {
  const { page, outside } = useMembersWords()
  return (member) => {
    const where = member.organizationName ?? outside
    const parts = [page.sentence(memberStatusNames[member.status], where, member.since)]
    if (member.ended !== null && member.endReason !== null)
      return page.endedSentence(endNames[member.endReason], member.ended)
    if (member.lostSince !== null) parts.push(page.lost(member.lostSince))
    if (member.floating) parts.push(page.floating)
    return parts.join('')
  }
}
