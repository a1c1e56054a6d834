import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { countText, gapText, momentText } from '../../../../platform/web/format.ts'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import type { Scenario } from '../../contract.ts'
import { sayParams } from '../params/say-params.ts'
import { useParamsWords } from '../params/words.ts'
import { costText } from '../plan/cost-text.ts'
import { useScenariosWords } from './words.ts'

/** A scenario in a line: its rules in words, what its latest plan came to, run and change it. */
export function useScenarioColumns({
  picked,
  toggle,
  open,
  run,
}: {
  readonly picked: readonly string[]
  readonly toggle: (id: string) => void
  readonly open: (id: string) => void
  readonly run: (id: string) => void
}): Column<Scenario>[] {
  const words = useScenariosWords()
  const paramsWords = useParamsWords()
  const { columns } = words
  return [
    {
      key: 'pick',
      title: columns.pick,
      width: '56px',
      render: ({ id, name, latest }) => (
        <input
          type="checkbox"
          disabled={latest === null}
          aria-label={latest === null ? words.pickNo(name) : words.pick(name)}
          title={latest === null ? words.pickNo(name) : undefined}
          checked={picked.includes(id)}
          onClick={(event) => event.stopPropagation()}
          onChange={() => toggle(id)}
        />
      ),
    },
    {
      key: 'name',
      title: columns.name,
      width: '20%',
      render: ({ name, note }) => (
        <span className="two-lines">
          <b>{name}</b>
          <small title={note}>{note}</small>
        </span>
      ),
    },
    {
      key: 'rules',
      title: columns.rules,
      render: ({ params }) => <span className="rules-line">{sayParams(params, paramsWords)}</span>,
    },
    {
      key: 'latest',
      title: columns.latest,
      width: '132px',
      render: ({ latest }) =>
        latest === null ? (
          <span className="muted">{words.none}</span>
        ) : (
          <span className="two-lines">
            <Link to="/plan/{-$id}" params={{ id: latest.id }} onClick={(event) => event.stopPropagation()}>
              {words.plan(latest.no)}
            </Link>
            {latest.stale ? <span className="tag tag-sand">{words.stale}</span> : null}
            <small>{momentText(latest.madeAt)}</small>
          </span>
        ),
    },
    figure('covered', columns.covered, 66, ({ groupUnits }) => countText(groupUnits)),
    figure('groups', columns.groups, 66, ({ groups }) => countText(groups)),
    figure('uncovered', columns.uncovered, 68, ({ uncovered }) => countText(uncovered)),
    figure('cost', columns.cost, 84, ({ cost }) => costText(cost)),
    figure('gap', columns.gap, 82, ({ gap }) => (gap === 0 ? '0' : `≤ ${gapText(gap)}`)),
    {
      key: 'do',
      title: <span className="sr-only">{columns.do}</span>,
      width: '148px',
      render: ({ id, name }) => (
        <span className="row no-print">
          <ReasonButton
            size="small"
            needs="planner.make"
            aria-label={`${words.run}：${words.runLong(name)}`}
            onClick={(event) => {
              event.stopPropagation()
              run(id)
            }}
          >
            {words.run}
          </ReasonButton>
          <Button
            size="small"
            aria-label={words.editLong(name)}
            onClick={(event) => {
              event.stopPropagation()
              open(id)
            }}
          >
            {words.edit}
          </Button>
        </span>
      ),
    },
  ]
}

function figure(
  key: string,
  title: string,
  width: number,
  say: (plan: NonNullable<Scenario['latest']>) => string,
): Column<Scenario> {
  return {
    key,
    title,
    width: `${width}px`,
    right: true,
    render: ({ latest }) => (latest === null ? '' : say(latest)),
  }
}
