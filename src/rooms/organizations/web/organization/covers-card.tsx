import { Link } from '@tanstack/react-router'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { StateTag } from '../../../../platform/web/parts/state-tag.tsx'
import type { OrganizationPage } from '../../contract.ts'
import { useOrganizationsWords } from '../words.ts'
import '../../../../platform/web/table/data-table.css'

/** The units that it covers now, each to be opened; those beyond one's reach by name only. */
export function CoversCard({ organization }: { readonly organization: OrganizationPage }) {
  const { organization: words, none } = useOrganizationsWords()
  const { covers } = organization
  return (
    <Card title={words.covers} note={words.coversNote}>
      {covers.length === 0 ? (
        <p className="card-body muted">{words.coversNone}</p>
      ) : (
        <table className="table num" aria-label={words.covers}>
          <thead>
            <tr>
              <th scope="col">{words.unit}</th>
              <th scope="col" style={{ width: 130 }}>
                {words.form}
              </th>
              <th scope="col" style={{ width: 110 }}>
                {words.since}
              </th>
              <th scope="col" className="right" style={{ width: 120 }}>
                {words.unitMembers}
              </th>
            </tr>
          </thead>
          <tbody>
            {covers.map(({ unit, name, reached, form, from, membersFull, life }) => (
              <tr key={unit}>
                <td>
                  {reached ? (
                    <Link to="/units/$id" params={{ id: unit }}>
                      {name}
                    </Link>
                  ) : (
                    <span title={words.beyond}>{name}</span>
                  )}
                  {life === 'closed' || life === 'moved' ? <span className="tag tag-red">{words.gone}</span> : null}
                </td>
                <td>
                  <StateTag state={form} title={words.forms[form]} />
                </td>
                <td>{from}</td>
                <td className="right">{membersFull === null ? none : countText(membersFull)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}
