import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { countText } from '../../../../platform/web/format.ts'
import { SkeletonLine } from '../../../../platform/web/parts/skeleton.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import type { Area } from '../../contract.ts'
import { areasApi } from '../api.ts'
import { useTreeWords } from './words.ts'

interface Common {
  readonly asOf: string | undefined
  readonly at: string | undefined
  readonly onAt: (id: string) => void
}

/** The division tree, each level asked for when it is unfolded. */
export function TreePane({
  root,
  trail,
  ...common
}: Common & { readonly root: Area; readonly trail: readonly string[] }) {
  return (
    <ul className="tree num" aria-label={root.name}>
      <Node area={root} depth={0} unfolded trail={trail} {...common} />
    </ul>
  )
}

function Node({
  area,
  depth,
  unfolded,
  trail,
  ...common
}: Common & {
  readonly area: Area
  readonly depth: number
  readonly unfolded: boolean
  /** Ids above the chosen area: they come unfolded. */
  readonly trail: readonly string[]
}) {
  const words = useTreeWords()
  const [open, setOpen] = useState(unfolded)
  const on = common.at === area.id
  return (
    <li>
      <div className={on ? 'tree-row tree-on' : 'tree-row'} style={{ paddingLeft: 8 + depth * 18 }}>
        {area.children === 0 ? (
          <span className="tree-fold" />
        ) : (
          <button
            type="button"
            className="tree-fold"
            aria-expanded={open}
            aria-label={open ? words.fold(area.name) : words.unfold(area.name)}
            onClick={() => setOpen(!open)}
          >
            {open ? '▾' : '▸'}
          </button>
        )}
        <button
          type="button"
          aria-current={on ? 'true' : undefined}
          className="tree-name ellipsis"
          title={area.name}
          onClick={() => common.onAt(area.id)}
        >
          {area.name}
          {area.zone ? <span className="faint"> {words.zone}</span> : null}
        </button>
        <span className={area.units === 0 ? 'faint' : 'muted'}>{countText(area.units)}</span>
      </div>
      {open && area.children > 0 ? <Below parent={area.id} depth={depth + 1} trail={trail} {...common} /> : null}
    </li>
  )
}

function Below({
  parent,
  depth,
  trail,
  ...common
}: Common & { readonly parent: string; readonly depth: number; readonly trail: readonly string[] }) {
  const words = useTreeWords()
  const query = useQuery(areasApi.query('areas.children', { parent, asOf: common.asOf }))
  if (query.error !== null) return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
  if (query.data === undefined) {
    return (
      <div className="tree-row" style={{ paddingLeft: 26 + depth * 18 }}>
        <SkeletonLine width={120} />
      </div>
    )
  }
  return (
    <ul aria-label={words.one.children}>
      {query.data.rows.map((area) => (
        <Node
          key={area.id}
          area={area}
          depth={depth}
          unfolded={trail.includes(area.id) && area.id !== common.at}
          trail={trail}
          {...common}
        />
      ))}
    </ul>
  )
}
