import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from 'antd'
import { usePages } from '../../../../platform/web/api/use-pages.ts'
import { countText } from '../../../../platform/web/format.ts'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonLine } from '../../../../platform/web/parts/skeleton.tsx'
import type { TreeNode } from '../../contract.ts'
import { organizationKindNames } from '../../rules/names.ts'
import { organizationsApi } from '../api.ts'
import { DueCell, MembersCell } from '../register/cells.tsx'
import { useOrganizationsWords } from '../words.ts'
import '../../../../platform/web/table/data-table.css'
import './tree-table.css'

interface Common {
  readonly asOf: string | undefined
}

/** The tree as a table: each level is asked for when it is unfolded. */
export function TreeTable({ asOf }: Common) {
  const words = useOrganizationsWords()
  const { columns } = words
  return (
    <div className="table-scroll" tabIndex={0}>
      <table className="table table-one-line num organization-tree" aria-label={words.tree}>
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col" className="tree-kind">
              {columns.kind}
            </th>
            <th scope="col" className="right tree-number">
              {columns.below}
            </th>
            <th scope="col" className="right tree-number">
              {columns.units}
            </th>
            <th scope="col" className="right tree-number" title={words.membersHint}>
              {columns.members}
            </th>
            <th scope="col" className="tree-secretary">
              {columns.secretary}
            </th>
            <th scope="col" className="tree-day">
              {columns.termDue}
            </th>
            <th scope="col" className="tree-due">
              {columns.due}
            </th>
          </tr>
        </thead>
        <tbody>
          <Level parent={undefined} depth={0} asOf={asOf} />
        </tbody>
      </table>
    </div>
  )
}

function Level({ parent, depth, asOf }: Common & { readonly parent: string | undefined; readonly depth: number }) {
  const words = useOrganizationsWords()
  const list = usePages(
    organizationsApi.pages('organizations.tree', {
      limit: 200,
      ...(parent === undefined ? {} : { parent }),
      ...(asOf === undefined ? {} : { asOf }),
    }),
  )
  if (list.problem !== null) {
    return (
      <tr>
        <td colSpan={8}>
          <ProblemPanel error={list.problem} onRetry={list.retry} />
        </td>
      </tr>
    )
  }
  if (list.loading) {
    return (
      <tr>
        <td colSpan={8} style={{ paddingLeft: 34 + depth * 20 }}>
          <SkeletonLine width={180} />
        </td>
      </tr>
    )
  }
  return (
    <>
      {list.rows.map((row) => (
        <Node key={row.id} row={row} depth={depth} asOf={asOf} unfolded={depth === 0 && list.rows.length <= 3} />
      ))}
      {list.more.has ? (
        <tr>
          <td colSpan={8} style={{ paddingLeft: 34 + depth * 20 }}>
            <Button size="small" type="link" loading={list.more.fetching} onClick={list.more.fetch}>
              {words.more}
            </Button>
          </td>
        </tr>
      ) : null}
    </>
  )
}

function Node({
  row,
  depth,
  asOf,
  unfolded,
}: Common & { readonly row: TreeNode; readonly depth: number; readonly unfolded: boolean }) {
  const words = useOrganizationsWords()
  const [open, setOpen] = useState(unfolded)
  return (
    <>
      <tr>
        <td style={{ paddingLeft: 10 + depth * 20 }} title={row.name}>
          {row.children === 0 ? (
            <span className="tree-fold" />
          ) : (
            <button
              type="button"
              className="tree-fold"
              aria-expanded={open}
              aria-label={open ? words.fold(row.name) : words.unfold(row.name)}
              onClick={() => setOpen(!open)}
            >
              {open ? '▾' : '▸'}
            </button>
          )}
          <Link to="/organizations/$id" params={{ id: row.id }} search={asOf === undefined ? {} : { asOf }}>
            {row.name}
          </Link>
        </td>
        <td>{organizationKindNames[row.kind]}</td>
        <td className="right">{row.below === 0 ? <span className="faint">—</span> : countText(row.below)}</td>
        <td className="right">{row.units === 0 ? <span className="faint">—</span> : countText(row.units)}</td>
        <td className="right">
          <MembersCell row={row} />
        </td>
        <td>{row.secretary ?? <span className="faint">—</span>}</td>
        <td>{row.termDue ?? <span className="faint">—</span>}</td>
        <td>
          <DueCell row={row} />
        </td>
      </tr>
      {open && row.children > 0 ? <Level parent={row.id} depth={depth + 1} asOf={asOf} /> : null}
    </>
  )
}
