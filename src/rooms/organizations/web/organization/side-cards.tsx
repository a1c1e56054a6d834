import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { countText, momentText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import type { OrganizationPage } from '../../contract.ts'
import { hostKindNames, organizationKindNames, organizationStateNames } from '../../rules/names.ts'
import { useOrganizationsWords } from '../words.ts'
import './organization.css'

interface Props {
  readonly organization: OrganizationPage
}

/** What is known of it, with the way up and down. */
export function BriefCard({ organization }: Props) {
  const { organization: words } = useOrganizationsWords()
  const { above, founded, ended, host } = organization
  const lines: [string, ReactNode][] = [
    [words.kind, organizationKindNames[organization.kind]],
    [words.state, organizationStateNames[organization.state]],
    [
      words.superior,
      above.length === 0
        ? words.noSuperior
        : above.map(({ id, name, reached }, at) => (
            <span key={id}>
              {at === 0 ? null : ' / '}
              {reached ? (
                <Link to="/organizations/$id" params={{ id }}>
                  {name}
                </Link>
              ) : (
                <span title={words.beyond}>{name}</span>
              )}
            </span>
          )),
    ],
    [words.area, organization.areaName],
    [words.section, organization.sectionName],
    [words.host, host === null ? null : `${hostKindNames[host.kind]} ${host.name}`],
    [words.code, organization.code ?? words.noCode],
    [words.founded, founded ?? words.foundedUnknown],
    [words.ended, ended],
    [words.secretary, organization.secretary ?? words.noSecretary],
    [words.term, organization.termDue],
    [
      words.members,
      words.membersText(countText(organization.membersFull), countText(organization.membersProbationary)),
    ],
    [words.remark, organization.remark],
  ]
  return (
    <Card
      title={words.brief}
      padded
      extra={
        <Link to="/organizations" search={{ view: 'list', under: organization.id }}>
          {words.below}
        </Link>
      }
    >
      <dl className="organization-pairs num">
        {lines
          .filter(([, text]) => text !== null)
          .map(([name, text]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-text`}>{text}</dd>])}
      </dl>
    </Card>
  )
}

/** What was done, when and why; the newest first. */
export function EventsCard({ organization }: Props) {
  const { organization: words } = useOrganizationsWords()
  return (
    <Card title={words.events}>
      <ul className="organization-lines num" tabIndex={0} aria-label={words.events}>
        {organization.events.map(({ id, day, words: text, reason, by, at }) => (
          <li key={id}>
            <span className="faint">{day}</span> {text}
            <small>{[reason, words.eventBy(by, momentText(at))].filter((part) => part !== '').join('；')}</small>
          </li>
        ))}
      </ul>
    </Card>
  )
}
