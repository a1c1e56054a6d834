import { Link } from '@tanstack/react-router'
import { countText } from '../../../../platform/web/format.ts'
import { StateTag } from '../../../../platform/web/parts/state-tag.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { NO_PLATFORM, type Station } from '../contract.ts'
import { useHostsWords } from './words.ts'

/** Names need the room: the platform is shown where several are listed, the trade where no platform says it. */
export function useStationColumns(platform: string | undefined): Column<Station>[] {
  const words = useHostsWords()
  const { columns } = words
  const faint = <span className="faint">{words.none}</span>
  const all: Column<Station>[] = [
    { key: 'name', title: columns.name, render: ({ name }) => <span title={name}>{name}</span> },
    {
      key: 'platform',
      title: columns.platform,
      width: '20%',
      render: ({ platform: head, isPlatform }) =>
        isPlatform ? <span className="tag">{words.isPlatform}</span> : <span title={head ?? ''}>{head ?? faint}</span>,
    },
    { key: 'industry', title: columns.industry, width: '128px', render: ({ industryName }) => industryName ?? faint },
    { key: 'area', title: columns.area, width: '98px', render: ({ areaName }) => areaName ?? faint },
    {
      key: 'members',
      title: columns.members,
      width: '74px',
      right: true,
      render: ({ membersFull }) => (membersFull === null ? faint : countText(membersFull)),
    },
    { key: 'state', title: columns.state, width: '112px', render: ({ coverage }) => <StateTag state={coverage} /> },
    {
      key: 'organization',
      title: columns.organization,
      width: '20%',
      render: ({ orgName, organization }) =>
        organization === null ? (
          <span title={orgName ?? ''}>{orgName ?? faint}</span>
        ) : (
          <Link to="/organizations/$id" params={{ id: organization }} onClick={(event) => event.stopPropagation()}>
            {orgName ?? words.columns.organization}
          </Link>
        ),
    },
  ]
  const hidden = platform === undefined ? 'industry' : platform === NO_PLATFORM ? 'platform' : null
  return all.filter(({ key }) => key !== hidden && !(hidden === null && (key === 'industry' || key === 'platform')))
}
