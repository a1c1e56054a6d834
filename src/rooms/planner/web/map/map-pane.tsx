import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { countText } from '../../../../platform/web/format.ts'
import { useKeys } from '../../../../platform/web/keys/use-keys.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import type { Plan } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { Switch } from '../parts/switch.tsx'
import { BlocksView } from './blocks-view.tsx'
import { trailOf } from './layout.ts'
import type { Block } from './layout.ts'
import { PointsView } from './points-view.tsx'
import { useMapWords } from './words.ts'
import '../../../../platform/web/parts/state-tag.css'
import './map.css'

/** The plan as a picture: gone into by clicking, told in words under it, a group opens its reasons beside it. */
export function MapPane({ plan }: { readonly plan: Plan }) {
  const words = useMapWords()
  const { town, block, proposal, shape = 'blocks' } = useSearch({ from: '/plan/{-$id}' })
  const navigate = useNavigate({ from: '/plan/{-$id}' })
  const [said, setSaid] = useState('')
  const whole = useQuery(plannerApi.query('planner.map', { id: plan.id }))
  const near = useQuery({
    ...plannerApi.query('planner.map', { id: plan.id, town }),
    enabled: town !== undefined,
    placeholderData: keepPreviousData,
  })
  const map = town === undefined ? whole.data : near.data
  const known = [...(map?.blocks ?? []), ...(town === undefined ? [] : (whole.data?.blocks ?? []))]
  // The whole map and that of a town both hold the town's places.
  const blocks = [...new Map(known.map((one) => [one.id, one])).values()]
  const chosen = blocks.find(({ id }) => id === block)
  const townBlock = blocks.find((one) => one.level === 'town' && one.town === town)
  const root = chosen ?? (town === undefined ? undefined : townBlock)
  const trail = trailOf(blocks, root?.id ?? null)
  const go = (to: Block | undefined): void => {
    setSaid('')
    void navigate({
      search: (old) => ({
        ...old,
        proposal: undefined,
        town: to === undefined || to.level === 'county' ? undefined : (to.town ?? undefined),
        block: to === undefined || to.level === 'town' ? undefined : to.id,
      }),
    })
  }
  useKeys(root === undefined ? {} : { Escape: { words: words.up, run: () => go(trail.at(-2)) } })
  const error = whole.error ?? near.error
  const points = map?.points ?? []
  const noPoints = whole.data !== undefined && whole.data.points.length === 0
  const open = ({ id }: { readonly id: string }): void =>
    void navigate({ search: (old) => ({ ...old, proposal: id }), replace: true })
  const hint =
    shape === 'points'
      ? town === undefined
        ? words.hintFar
        : words.hintPoints
      : town === undefined
        ? words.hint
        : words.hintGroups
  return (
    <Card className="plan-map">
      <div className="map-bar">
        <nav className="map-trail" aria-label={words.trail}>
          {root === undefined ? (
            <b>{words.all}</b>
          ) : (
            <button type="button" className="link-button" onClick={() => go(undefined)}>
              {words.all}
            </button>
          )}
          {trail.map((step) => (
            <span key={step.id}>
              <span aria-hidden="true">›</span>
              {step.id === root?.id ? (
                <b>{step.name}</b>
              ) : (
                <button type="button" className="link-button" onClick={() => go(step)}>
                  {step.name}
                </button>
              )}
            </span>
          ))}
        </nav>
        {shape === 'points' ? (
          <TownSelect
            plan={plan}
            chosen={town}
            onChoose={(next) => {
              setSaid('')
              void navigate({ search: (old) => ({ ...old, proposal: undefined, block: undefined, town: next }) })
            }}
          />
        ) : null}
        <Legend groups={town !== undefined} />
        <Switch
          label={words.shapeLabel}
          chosen={shape}
          choices={[
            { key: 'blocks', name: words.shapes.blocks },
            { key: 'points', name: words.shapes.points, reason: noPoints ? words.pointsNo : null },
          ]}
          onChoose={(next) =>
            void navigate({
              search: (old) => ({ ...old, shape: next === 'points' ? next : undefined }),
              replace: true,
            })
          }
        />
      </div>
      {error !== null ? (
        <ProblemPanel error={error} onRetry={() => void whole.refetch()} />
      ) : map === undefined ? (
        <div className="map-canvas" aria-busy="true" />
      ) : shape === 'points' && !noPoints ? (
        <PointsView points={points} grouped={town !== undefined} proposal={proposal} onGroup={open} onSay={setSaid} />
      ) : (
        <BlocksView
          map={{ ...map, blocks }}
          root={root?.id ?? null}
          proposal={proposal}
          onBlock={go}
          onGroup={open}
          onSay={setSaid}
        />
      )}
      <p className="map-said" title={said}>
        {said === '' ? hint : said}
        {shape === 'points' && (map?.withoutPoint ?? 0) > 0 && said === '' ? (
          <span className="faint"> {words.without(countText(map?.withoutPoint))}</span>
        ) : null}
      </p>
    </Card>
  )
}

function Legend({ groups }: { readonly groups: boolean }) {
  const { legend } = useMapWords()
  return (
    <div className="legend map-legend" aria-hidden="true">
      <span>
        <i className="map-joint" />
        {legend.joint}
      </span>
      <span>
        <i className="map-own" />
        {legend.own}
      </span>
      <span>
        <i className="map-none" />
        {legend.none}
      </span>
      {groups ? <span>{legend.decided}</span> : null}
    </div>
  )
}

/** Straight to a town, wherever one is; in the picture of points it is the only way. */
function TownSelect({
  plan,
  chosen,
  onChoose,
}: {
  readonly plan: Plan
  readonly chosen: string | undefined
  readonly onChoose: (town: string | undefined) => void
}) {
  const words = useMapWords()
  const counties = [...new Set(plan.towns.map(({ county }) => county))]
  return (
    <select
      className="control map-town no-print"
      aria-label={words.town}
      value={chosen ?? ''}
      onChange={({ target }) => onChoose(target.value === '' ? undefined : target.value)}
    >
      <option value="">{words.town}</option>
      {counties.map((county) => (
        <optgroup key={county} label={county}>
          {plan.towns
            .filter((town) => town.county === county)
            .map((town) => (
              <option key={town.town} value={town.town}>
                {town.name}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  )
}
