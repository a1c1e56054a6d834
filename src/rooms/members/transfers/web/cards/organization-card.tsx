import { useQuery } from '@tanstack/react-query'
import { countText } from '../../../../../platform/web/format.ts'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { FigureLink } from '../../../../../platform/web/parts/figure.tsx'
import { useMay } from '../../../../../platform/web/session/use-may.ts'
import type { OrganizationCard } from '../../../../organizations/web/public.tsx'
import { floatingApi, transfersApi } from '../api.ts'
import { useTransfersWords } from '../words.ts'
import '../transfers.css'

/** On the page of an organisation: who is on the way to or from it, and who floats. */
export const transfersCard: OrganizationCard = {
  key: 'transfers',
  order: 46,
  side: 'right',
  Card({ organization: { id } }) {
    const { organization: words } = useTransfersWords()
    const enabled = useMay('members.read').ok
    const transfers = useQuery({ ...transfersApi.query('transfers.list', { organization: id, limit: 1 }), enabled })
    const stays = useQuery({ ...floatingApi.query('floating.list', { organization: id, limit: 1 }), enabled })
    if (!enabled || transfers.data === undefined || stays.data === undefined) return null
    const [moving, floating] = [transfers.data.total ?? 0, stays.data.total ?? 0]
    return (
      <Card title={words.title} padded>
        {moving + floating === 0 ? (
          <p className="muted">{words.none}</p>
        ) : (
          <dl className="transfers-counts num">
            <div>
              <dt>{words.transfers}</dt>
              <dd>
                <FigureLink to="/transfers" search={{ organization: id }}>
                  {countText(moving)}
                </FigureLink>
              </dd>
            </div>
            <div>
              <dt>{words.stays}</dt>
              <dd>
                <FigureLink to="/floating" search={{ organization: id }}>
                  {countText(floating)}
                </FigureLink>
              </dd>
            </div>
          </dl>
        )}
      </Card>
    )
  },
}
