import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { MaskedHint } from '../../../../access/web/public.tsx'
import { postKindNames } from '../../../rules/words.ts'
import type { CasePage } from '../../contract.ts'
import { useDevelopmentWords } from '../words.ts'

/** Who it is, as far as the eyes may see. */
export function PersonCard({ found }: { readonly found: CasePage }) {
  const { case: words, open } = useDevelopmentWords()
  const { facts } = words
  const rows: readonly (readonly [string, ReactNode])[] = [
    [facts.name, found.name],
    [facts.born, found.born],
    [facts.gender, found.gender === null ? null : open[found.gender]],
    [facts.ethnicity, found.ethnicity],
    [facts.education, found.education],
    [facts.job, found.job],
    [facts.postKind, found.postKind === null ? null : postKindNames[found.postKind]],
    [facts.group, found.group],
    [facts.backbone, found.backbone ? words.yesWord : null],
    [facts.unit, found.unitName],
    [
      facts.organization,
      <Link key="organization" to="/organizations/$id" params={{ id: found.organization }} search={{}}>
        {found.organizationName}
      </Link>,
    ],
    [facts.contacts, found.contacts.length === 0 ? null : found.contacts.join('、')],
    [facts.introducers, found.introducers.length === 0 ? null : found.introducers.join('、')],
    [
      facts.member,
      found.member === null ? null : (
        <Link key="member" to="/members/$id" params={{ id: found.member }} search={{}}>
          {words.inRegister}
        </Link>
      ),
    ],
  ]
  return (
    <Card title={words.person} padded>
      <dl className="development-facts">
        {rows.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <MaskedHint />
    </Card>
  )
}

/** Everything that was entered, the latest first. */
export function DeedsCard({ found }: { readonly found: CasePage }) {
  const { case: words } = useDevelopmentWords()
  return (
    <Card title={words.deeds} padded>
      <ol className="development-deeds">
        {found.deeds.toReversed().map((deed) => (
          <li key={deed.id}>
            <b className="num">{deed.day}</b> {deed.words} <span className="faint">{deed.by}</span>
            {deed.late === null ? null : <div className="bad">{deed.late}</div>}
            {deed.lines.length === 0 ? null : (
              <div className="muted num">{deed.lines.map(({ name, value }) => `${name} ${value}`).join('，')}</div>
            )}
            {deed.papers === '' ? null : (
              <div className="muted">
                {words.papersAt}
                {deed.papers}
              </div>
            )}
            {[deed.note, deed.reason]
              .filter((text) => text !== '')
              .map((text) => (
                <div key={text} className="muted">
                  {text}
                </div>
              ))}
          </li>
        ))}
      </ol>
    </Card>
  )
}
