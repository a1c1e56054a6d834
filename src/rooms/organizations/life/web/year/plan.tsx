import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { refreshAll } from '../../../../../platform/web/api/query-client.ts'
import { Form } from '../../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import type { LifeYear } from '../../contract.ts'
import { lifeKinds, lifeNames } from '../../rules/life-kinds.ts'
import { lifeApi } from '../api.ts'
import { useLifeWords } from '../words.ts'
import { heldIn } from './held.ts'
import '../../../../../platform/web/table/data-table.css'

interface Props {
  readonly life: LifeYear
  readonly editing: boolean
  readonly onEdit: (editing: boolean) => void
}

/** The year's plan beside what came of it; to be changed by whoever keeps it. */
export function YearPlan({ life, editing, onEdit }: Props) {
  const { year: words } = useLifeWords()
  if (editing && life.changeable) return <PlanForm life={life} onDone={() => onEdit(false)} />
  const { items, saved } = life.plan
  return (
    <>
      <div className="life-bar">
        <span className={saved ? 'tag tag-teal' : 'tag tag-sand'}>{saved ? words.planSaved : words.planProposed}</span>
        <span className="push">
          <ReasonButton
            needs="life.savePlan"
            reason={life.changeable ? null : words.notChangeable}
            onClick={() => onEdit(true)}
          >
            {words.editPlan}
          </ReasonButton>
        </span>
      </div>
      {items.length === 0 ? (
        <p className="card-body muted">{words.planNone}</p>
      ) : (
        <table className="table num" aria-label={words.views.plan}>
          <thead>
            <tr>
              <th scope="col" style={{ width: 90 }}>
                {words.planColumns.month}
              </th>
              <th scope="col" style={{ width: 180 }}>
                {words.planColumns.kind}
              </th>
              <th scope="col">{words.planColumns.topic}</th>
              <th scope="col" style={{ width: 180 }}>
                {words.planColumns.held}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ month, kind, topic }, at) => (
              <tr key={at}>
                <td>{words.month(month)}</td>
                <td>{lifeNames[kind]}</td>
                <td>{topic}</td>
                <td>{heldDays(life, month, kind) || <span className="faint">—</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

/** Days of the month on which it was held: `11-05、11-19`. */
export const heldDays = (life: LifeYear, month: number, kind: LifeYear['plan']['items'][number]['kind']): string =>
  heldIn(life.meetings, kind, `${life.year}-${String(month).padStart(2, '0')}`)
    .map(({ day }) => day.slice(5))
    .join('、')

function PlanForm({ life, onDone }: { readonly life: LifeYear; readonly onDone: () => void }) {
  const { year: words } = useLifeWords()
  const [items, setItems] = useState(life.plan.items)
  const send = useMutation({
    mutationFn: () =>
      lifeApi.call('life.savePlan', { id: life.organization.id, year: life.year, version: life.plan.version, items }),
    onSuccess: () => {
      void refreshAll()
      onDone()
    },
  })
  const change = (at: number, part: Partial<(typeof items)[number]>): void =>
    setItems(items.map((item, other) => (other === at ? { ...item, ...part } : item)))
  return (
    <div className="card-body">
      <Form onSend={() => send.mutate()}>
        <table className="life-plan-form num">
          <thead>
            <tr>
              <th scope="col" style={{ width: 96 }}>
                {words.planColumns.month}
              </th>
              <th scope="col" style={{ width: 180 }}>
                {words.planColumns.kind}
              </th>
              <th scope="col">{words.planColumns.topic}</th>
              <th scope="col" style={{ width: 40 }}>
                <span className="sr-only">{words.planColumns.do}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ month, kind, topic }, at) => (
              <tr key={at}>
                <td>
                  <select
                    className="control"
                    aria-label={words.monthOfItem(at + 1)}
                    value={month}
                    onChange={(event) => change(at, { month: Number(event.target.value) })}
                  >
                    {Array.from({ length: 12 }, (_, index) => (
                      <option key={index} value={index + 1}>
                        {words.month(index + 1)}
                      </option>
                    ))}
                  </select>
                </td>
                <td>
                  <select
                    className="control"
                    aria-label={words.kindOf(at + 1)}
                    value={kind}
                    onChange={(event) =>
                      change(at, { kind: lifeKinds.find((one) => one === event.target.value) ?? kind })
                    }
                  >
                    {lifeKinds.map((one) => (
                      <option key={one} value={one}>
                        {lifeNames[one]}
                      </option>
                    ))}
                  </select>
                </td>
                <td>
                  <input
                    className="control"
                    aria-label={words.topicOf(at + 1)}
                    value={topic}
                    maxLength={120}
                    onChange={(event) => change(at, { topic: event.target.value })}
                  />
                </td>
                <td>
                  <button
                    type="button"
                    className="link-button"
                    aria-label={words.dropItem(at + 1)}
                    title={words.dropItem(at + 1)}
                    onClick={() => setItems(items.filter((_, other) => other !== at))}
                  >
                    ×
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {send.error === null ? null : <ProblemPanel error={send.error} />}
        <div className="row">
          <ReasonButton type="primary" htmlType="submit" needs="life.savePlan" loading={send.isPending}>
            {words.savePlan}
          </ReasonButton>
          <Button
            onClick={() => setItems([...items, { month: items.at(-1)?.month ?? 1, kind: 'theme-day', topic: '' }])}
          >
            {words.addItem}
          </Button>
          <Button onClick={onDone}>{words.cancel}</Button>
        </div>
      </Form>
    </div>
  )
}
