import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { FigureLink } from '../../../../platform/web/parts/figure.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { TabBar } from '../../../../platform/web/parts/tab-bar.tsx'
import type { Area } from '../../contract.ts'
import { areasApi } from '../api.ts'
import { useArea, useChosenArea, useOffice } from '../public.ts'
import { AreaCard } from '../tree/area-card.tsx'
import { FlatPane } from '../tree/flat-pane.tsx'
import { TreePane } from '../tree/tree-pane.tsx'
import { useTreeWords } from '../tree/words.ts'
import '../../../../platform/web/parts/field.css'
import '../tree/tree.css'

const trees = ['division', 'building', 'park', 'grid'] as const

/** Where: the trees of areas as of a day, one area's page, changes, and (from a later room) the units without a place. */
export function AreasPage({ unlocated }: { readonly unlocated: ReactNode }) {
  const words = useTreeWords()
  const search = useSearch({ from: '/areas' })
  const navigate = useNavigate({ from: '/areas' })
  const { root, today } = useOffice()
  const area = useArea()
  const chosen = useChosenArea()
  const { tree = 'division', asOf, at, tab = 'tree' } = search
  const onTree = useQuery({
    ...areasApi.query('areas.get', { id: at ?? '', asOf }),
    enabled: at !== undefined && tree === 'division',
  })
  const set = (what: Partial<typeof search>): void => {
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  }
  if (root === null) {
    return (
      <Page title={words.title} lead={words.leadNone}>
        <Card>
          <EmptyState title={words.empty} why={words.leadNone} next={<Link to="/import">{words.emptyNext}</Link>} />
        </Card>
      </Page>
    )
  }
  const top: Area = chosen?.area ?? root
  const key = tab === 'unlocated' ? 'unlocated' : tree
  return (
    <Page
      title={words.title}
      lead={
        <>
          {fill(words.lead, {
            root: top.name,
            units: (
              <FigureLink to="/units" search={{ area }}>
                {countText(top.units)}
              </FigureLink>
            ),
            children: <b>{countText(top.children)}</b>,
            below: words.below[top.level] ?? words.one.children,
          })}
          {asOf === undefined ? null : words.leadPast(asOf)}
        </>
      }
      fill
      actions={
        <label className="row">
          <span className="muted">{words.asOf}</span>
          <input
            className="control"
            type="date"
            value={asOf ?? today}
            onChange={(event) => {
              const day = event.target.value
              set({ asOf: day === '' || day === today ? undefined : day })
            }}
          />
        </label>
      }
    >
      <div className={tab === 'unlocated' ? 'areas-columns areas-wide' : 'areas-columns'}>
        <Card>
          <TabBar
            label={words.treesLabel}
            panel="areas-panel"
            chosen={key}
            tabs={[
              ...trees.map((one) => ({ key: one, name: words.trees[one] })),
              { key: 'unlocated' as const, name: words.unlocated },
            ]}
            onChoose={(next) =>
              set(
                next === 'unlocated'
                  ? { tab: 'unlocated', at: undefined }
                  : { tab: undefined, tree: next === 'division' ? undefined : next, at: undefined },
              )
            }
          />
          <div id="areas-panel" role="tabpanel" aria-label={words.treesLabel} className="tab-panel">
            {tab === 'unlocated' ? (
              unlocated
            ) : tree === 'division' ? (
              at !== undefined && onTree.isPending ? null : (
                <TreePane
                  key={`${top.id}-${asOf ?? ''}`}
                  root={top}
                  asOf={asOf}
                  at={at ?? top.id}
                  trail={onTree.data?.trail.map(({ id }) => id) ?? []}
                  onAt={(id) => set({ at: id })}
                />
              )
            ) : (
              <FlatPane key={tree} tree={tree} parent={area} asOf={asOf} at={at} onAt={(id) => set({ at: id })} />
            )}
          </div>
        </Card>
        {tab === 'unlocated' ? null : <AreaCard id={at ?? (tree === 'division' ? top.id : undefined)} asOf={asOf} />}
      </div>
    </Page>
  )
}
