import { Link } from '@tanstack/react-router'
import { routes } from 'virtual:routes'
import { urlOf } from '../../../../../platform/web/api/client.ts'
import { countText, momentText } from '../../../../../platform/web/format.ts'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { DownloadButton } from '../../../../../platform/web/parts/download-link.tsx'
import { hostKindNames } from '../../../rules/names.ts'
import type { FoundingCase } from '../../contract.ts'
import { kindNames, paperNames } from '../../rules/names.ts'
import { useFoundingWords } from '../words.ts'

interface Props {
  readonly found: FoundingCase
}

export function BriefCard({ found }: Props) {
  const { case: words } = useFoundingWords()
  const { plan, planNo, planId, superiorName, areaName, organization } = found
  const lines: (readonly [string, React.ReactNode])[] = [
    [words.kind, kindNames[found.kind]],
    [words.superior, superiorName ?? words.noSuperior],
    [words.area, areaName ?? ''],
  ]
  if (plan.host !== null) lines.push([words.host, `${hostKindNames[plan.host.kind]} ${plan.host.name}`])
  if (plan.until !== null) lines.push([words.until, plan.until])
  lines.push([
    words.source,
    planId === null || planNo === null ? (
      words.sources[found.source]
    ) : (
      <Link key="plan" to="/plan/{-$id}" params={{ id: planId }} search={{}}>
        {words.toPlan(planNo)}
      </Link>
    ),
  ])
  if (organization !== null) {
    lines.push([
      words.organization,
      <Link key="organization" to="/organizations/$id" params={{ id: organization }} search={{}}>
        {words.toOrganization}
      </Link>,
    ])
  }
  if (plan.remark !== '') lines.push([words.remark, plan.remark])
  return (
    <Card title={words.brief} padded>
      <dl className="founding-facts">
        {lines.map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-value`}>{value}</dd>])}
      </dl>
    </Card>
  )
}

export function UnitsCard({ found }: Props) {
  const { case: words } = useFoundingWords()
  if (found.units === 0) return null
  return (
    <Card title={words.units} note={found.hidden === 0 ? undefined : words.hidden(countText(found.hidden))}>
      <table className="draft-units num">
        <thead>
          <tr>
            <th>{words.unit}</th>
            <th>{words.town}</th>
            <th className="right">{words.full}</th>
            <th className="right">{words.probationary}</th>
          </tr>
        </thead>
        <tbody>
          {found.members.map(({ unit, name, townName, membersFull, membersProbationary, ledgerFull, busy }) => (
            <tr key={unit}>
              <td>
                <Link to="/units/$id" params={{ id: unit }}>
                  {name}
                </Link>
                {busy === null ? null : <div className="bad">{busy}</div>}
              </td>
              <td>{townName ?? ''}</td>
              <td className="right">
                {countText(membersFull)}
                {ledgerFull === membersFull ? null : <div className="faint">{words.ledger(countText(ledgerFull))}</div>}
              </td>
              <td className="right">{countText(membersProbationary)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

export function DeedsCard({ found }: Props) {
  const { case: words } = useFoundingWords()
  return (
    <Card title={words.steps}>
      <ul className="founding-deeds num">
        {found.deeds.toReversed().map(({ id, day, words: what, lines, reason, by, at }) => (
          <li key={id}>
            <b>{day}</b> {what}
            {lines.length === 0 ? null : (
              <span className="muted">{lines.map(({ name, value }) => `${name} ${value}`).join('；')}</span>
            )}
            {reason === '' ? null : <span>{reason}</span>}
            <small>{words.by(by, momentText(at))}</small>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Offered once the room that makes papers has them. */
export function PapersCard({ found }: Props) {
  const { case: words } = useFoundingWords()
  if (routes['documents.founding'] === undefined) return null
  return (
    <Card title={words.papers} padded>
      <div className="row row-wrap">
        {found.papers.map((paper) => (
          <DownloadButton
            key={paper}
            href={urlOf('documents.founding', { id: found.id, paper })}
            needs="documents.founding"
          >
            {paperNames[paper]}
          </DownloadButton>
        ))}
      </div>
    </Card>
  )
}
