import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { useWhyNot } from '../../../../platform/web/session/use-may.ts'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { Role } from '../../contract.ts'
import { accessApi } from '../api.ts'
import { RoleForm } from '../roles/role-form.tsx'
import { useRolesWords } from '../roles/words.ts'
import '../account/account.css'
import '../roles/roles.css'

/** The office's posts as data: which verbs each has and where it can be granted. */
export function RolesPage() {
  const words = useRolesWords()
  const { edit } = useSearch({ from: '/roles' })
  const navigate = useNavigate({ from: '/roles' })
  const query = useQuery(accessApi.query('access.roles', {}))
  const reason = useWhyNot('access.saveRole')
  const rows = query.data?.rows ?? []
  const edited = rows.find(({ id }) => id === edit) ?? null
  const open = (id: string | undefined): void => void navigate({ search: { edit: id }, replace: true })
  return (
    <Page
      title={words.title}
      lead={
        query.error !== null
          ? ''
          : query.data === undefined
            ? undefined
            : fill(words.lead, { n: <b>{countText(rows.length)}</b> })
      }
      fill
      actions={
        <ReasonButton type="primary" reason={reason} onClick={() => open('new')}>
          {words.create}
        </ReasonButton>
      }
    >
      {query.error !== null ? (
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Card grow>
          <DataTable
            label={words.title}
            columns={columnsOf(words)}
            rows={rows}
            rowKey={({ id }) => id}
            loading={query.isPending}
            opened={edit ?? null}
            onOpen={({ id }) => open(id)}
            empty={<EmptyState title={words.empty} />}
          />
        </Card>
      )}
      <SidePanel
        open={edit === 'new' || edited !== null}
        width={560}
        title={edited === null ? words.create : words.edit(edited.name)}
        onClose={() => open(undefined)}
      >
        {reason !== null ? <p className="muted">{reason}</p> : null}
        {query.data === undefined ? null : (
          <RoleForm key={edit ?? ''} role={edited} verbs={query.data.verbs} onDone={() => open(undefined)} />
        )}
      </SidePanel>
    </Page>
  )
}

function columnsOf(words: ReturnType<typeof useRolesWords>): Column<Role>[] {
  const { columns } = words
  return [
    { key: 'name', title: columns.name, width: '160px', render: ({ name }) => <b>{name}</b> },
    { key: 'note', title: columns.note, render: ({ note }) => <span title={note}>{note}</span> },
    {
      key: 'on',
      title: columns.on,
      width: '168px',
      render: ({ on }) => on.map((kind) => words.kinds[kind]).join('、'),
    },
    {
      key: 'verbs',
      title: columns.verbs,
      width: '80px',
      right: true,
      render: ({ verbs }) => words.verbsN(countText(verbs.length)),
    },
    {
      key: 'factor',
      title: columns.factor,
      width: '96px',
      render: ({ needsSecondFactor }) => (needsSecondFactor ? words.must : <span className="muted">{words.free}</span>),
    },
    {
      key: 'holders',
      title: columns.holders,
      width: '80px',
      right: true,
      render: ({ holders }) => words.holdersN(countText(holders)),
    },
    {
      key: 'kind',
      title: columns.kind,
      width: '72px',
      render: ({ builtIn }) => <span className="tag">{builtIn ? words.builtIn : words.own}</span>,
    },
  ]
}
