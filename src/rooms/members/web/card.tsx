import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { countText } from '../../../platform/web/format.ts'
import { Card } from '../../../platform/web/parts/card.tsx'
import { useMay } from '../../../platform/web/session/use-may.ts'
import { MaskedHint } from '../../access/web/public.tsx'
import type { OrganizationCard } from '../../organizations/web/public.tsx'
import { memberStatusNames } from '../rules/words.ts'
import { membersApi } from './api.ts'
import { useMembersWords } from './words.ts'
import './members.css'

const SHOWN = 8

/** On the page of an organisation: whose relation sits here. */
export const membersCard: OrganizationCard = {
  key: 'members',
  order: 40,
  side: 'left',
  Card({ organization }) {
    const { card: words } = useMembersWords()
    const may = useMay('members.read').ok
    const { id } = organization
    const list = useQuery({ ...membersApi.query('members.list', { organization: id, limit: SHOWN }), enabled: may })
    if (!may) return null
    const rows = list.data?.rows ?? []
    return (
      <Card
        title={words.title}
        note={words.lead(countText(organization.membersFull), countText(organization.membersProbationary))}
        extra={
          <>
            <Link to="/members" search={{ organization: id }}>
              {words.all}
            </Link>{' '}
            <Link to="/members" search={{ under: id }}>
              {words.below}
            </Link>
          </>
        }
        padded
      >
        {list.data !== undefined && rows.length === 0 ? (
          <p className="muted">{words.empty}</p>
        ) : (
          <>
            <ul className="member-lines">
              {rows.map((row) => (
                <li key={row.id}>
                  <Link to="/members/$id" params={{ id: row.id }}>
                    {row.name}
                  </Link>
                  <span>{memberStatusNames[row.status]}</span>
                  <span className="muted">{row.unitName}</span>
                  <span className="faint num">{row.joined}</span>
                </li>
              ))}
            </ul>
            <MaskedHint />
          </>
        )}
      </Card>
    )
  },
}
