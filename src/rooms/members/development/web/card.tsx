import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import type { OrganizationCard } from '../../../organizations/web/public.tsx'
import { stageNames } from '../rules/words.ts'
import { developmentApi } from './api.ts'
import { useDevelopmentWords } from './words.ts'
import './development.css'

/** On the page of an organisation: how many are on the way to membership here and below, by stage. */
export const developmentCard: OrganizationCard = {
  key: 'development',
  order: 45,
  side: 'right',
  Card({ organization }) {
    const words = useDevelopmentWords()
    const may = useMay('members.read').ok
    const { id } = organization
    const board = useQuery({ ...developmentApi.query('development.board', { under: id }), enabled: may }).data
    const shown = board?.columns.filter(({ total }) => total > 0) ?? []
    if (!may || board === undefined) return null
    return (
      <Card
        title={words.title}
        extra={
          <Link to="/development" search={{ under: id }}>
            {words.open.see}
          </Link>
        }
        padded
      >
        {shown.length === 0 ? <p className="muted">{words.empty}</p> : null}
        <dl className="development-facts num">
          {shown.map(({ stage, total, overdue }) => (
            <div key={stage}>
              <dt>{stageNames[stage]}</dt>
              <dd>
                {countText(total)}{' '}
                {overdue === 0 ? null : <span className="tag tag-red">{words.overdueN(countText(overdue))}</span>}
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    )
  },
}
