import { Input } from 'antd'
import { Link, useNavigate } from '@tanstack/react-router'
import { usePages } from '../../../../platform/web/api/use-pages.ts'
import { countText } from '../../../../platform/web/format.ts'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { MenuButton } from '../../../../platform/web/parts/menu-button.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { useTyped } from '../../../../platform/web/parts/use-typed.ts'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { OrganizationFilter, OrganizationRow } from '../../contract.ts'
import { hostKindNames, organizationKindNames, organizationStateNames } from '../../rules/names.ts'
import { organizationsApi } from '../api.ts'
import type { OrganizationsSearch } from '../search.ts'
import { useOrganizationsWords } from '../words.ts'
import { DueCell, MembersCell } from './cells.tsx'
import './register-list.css'

export function filterOf({
  view: _,
  sort: __,
  desc: ___,
  add: ____,
  platform: _____,
  organized: ______,
  ...filter
}: OrganizationsSearch): OrganizationFilter {
  return filter
}

/** The register as a list: filtered and sorted by the address. */
export function RegisterList({
  search,
  total,
  onChange,
}: {
  readonly search: OrganizationsSearch
  readonly total: number | null
  readonly onChange: (change: Partial<OrganizationsSearch>) => void
}) {
  const words = useOrganizationsWords()
  const navigate = useNavigate()
  const sort = search.sort ?? 'chain'
  const list = usePages(
    organizationsApi.pages('organizations.list', {
      ...filterOf(search),
      sort,
      desc: search.desc === 'true' ? 'true' : 'false',
    }),
  )
  const columns = useColumns()
  if (list.problem !== null && list.rows.length === 0) return <ProblemPanel error={list.problem} onRetry={list.retry} />
  return (
    <DataTable
      label={words.list}
      columns={columns}
      rows={list.rows}
      rowKey={(row) => row.id}
      loading={list.loading}
      more={list.more}
      total={total}
      onOpen={(row) => void navigate({ to: '/organizations/$id', params: { id: row.id } })}
      sorting={{
        by: sort,
        desc: search.desc === 'true',
        // The columns sort by exactly these names.
        onSort: (by, desc) =>
          onChange({
            sort: by === 'chain' ? undefined : (by as OrganizationsSearch['sort']),
            desc: desc ? 'true' : undefined,
          }),
      }}
      empty={
        <EmptyState
          title={words.emptySome}
          next={
            <Link to="/organizations" search={{ view: 'list' }}>
              {words.clear}
            </Link>
          }
        />
      }
    />
  )
}

function useColumns(): Column<OrganizationRow>[] {
  const words = useOrganizationsWords()
  const { columns } = words
  const faint = <span className="faint">{words.none}</span>
  return [
    { key: 'name', title: columns.name, sort: 'name', render: ({ name }) => <span title={name}>{name}</span> },
    { key: 'kind', title: columns.kind, width: '100px', render: ({ kind }) => organizationKindNames[kind] },
    {
      key: 'superior',
      title: columns.superior,
      width: '156px',
      sort: 'chain',
      render: ({ superiorName }) => <span title={superiorName ?? ''}>{superiorName ?? faint}</span>,
    },
    { key: 'area', title: columns.area, width: '98px', render: ({ areaName }) => areaName ?? faint },
    {
      key: 'founded',
      title: columns.founded,
      width: '100px',
      sort: 'founded',
      render: ({ founded }) => founded ?? faint,
    },
    {
      key: 'units',
      title: columns.units,
      width: '76px',
      right: true,
      render: ({ units }) => (units === 0 ? faint : countText(units)),
    },
    {
      key: 'members',
      title: columns.members,
      width: '66px',
      right: true,
      sort: 'members',
      render: (row) => <MembersCell row={row} />,
    },
    { key: 'secretary', title: columns.secretary, width: '78px', render: ({ secretary }) => secretary ?? faint },
    {
      key: 'termDue',
      title: columns.termDue,
      width: '100px',
      sort: 'termDue',
      render: ({ termDue }) => termDue ?? faint,
    },
    { key: 'due', title: columns.due, width: '92px', render: (row) => <DueCell row={row} /> },
  ]
}

/** Search box, kind and state, and what links have set besides. */
export function RegisterFilter({
  search,
  onChange,
}: {
  readonly search: OrganizationsSearch
  readonly onChange: (change: Partial<OrganizationsSearch>) => void
}) {
  const words = useOrganizationsWords()
  const { text, type, now } = useTyped(search.q, (q) => onChange({ q }))
  const shown = (['under', 'unit', 'due', 'host'] as const).filter((key) => search[key] !== undefined)
  const special = (key: (typeof shown)[number]): string =>
    key === 'host' ? words.hosted(sayHosts(search.host ?? '')) : words.special[key]
  return (
    <div className="register-filter no-print" role="search" aria-label={words.filters}>
      <Input
        className="register-find"
        allowClear
        value={text}
        maxLength={100}
        aria-label={words.findLabel}
        placeholder={words.find}
        onChange={(event) => type(event.target.value)}
        onPressEnter={now}
      />
      <Choices of="kind" names={organizationKindNames} search={search} onChange={onChange} />
      <Choices of="state" names={organizationStateNames} search={search} onChange={onChange} />
      {shown.map((key) => (
        <button
          key={key}
          type="button"
          className="link-button"
          aria-label={words.remove(special(key))}
          onClick={() => onChange({ [key]: undefined })}
        >
          {special(key)} ×
        </button>
      ))}
    </div>
  )
}

const sayHosts = (kinds: string): string =>
  kinds
    .split(',')
    .map((kind) => (hostKindNames as Readonly<Record<string, string>>)[kind] ?? kind)
    .join('、')

function Choices({
  of,
  names,
  search,
  onChange,
}: {
  readonly of: 'kind' | 'state'
  readonly names: Readonly<Record<string, string>>
  readonly search: OrganizationsSearch
  readonly onChange: (change: Partial<OrganizationsSearch>) => void
}) {
  const words = useOrganizationsWords()
  const chosen = (search[of] ?? '').split(',').filter((value) => value !== '')
  const toggle = (key: string): void => {
    const next = chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key]
    onChange({ [of]: next.length === 0 ? undefined : next.join(',') })
  }
  return (
    <MenuButton
      on={chosen.length > 0}
      width={200}
      label={chosen.length === 0 ? words.filterNames[of] : chosen.map((key) => names[key] ?? key).join(words.join)}
    >
      {() => (
        <ul>
          {Object.entries(names).map(([key, name]) => (
            <li key={key}>
              <label className="check">
                <input type="checkbox" checked={chosen.includes(key)} onChange={() => toggle(key)} />
                {name}
              </label>
            </li>
          ))}
        </ul>
      )}
    </MenuButton>
  )
}
