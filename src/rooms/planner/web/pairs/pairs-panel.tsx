import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { countText, momentText } from '../../../../platform/web/format.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import type { Pair } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { UnitFinder } from '../parts/unit-finder.tsx'
import type { Picked } from '../parts/unit-finder.tsx'
import { usePairsWords } from './words.ts'

/** Units that may not sit together and units that had better: kept for every plan, taken back here. */
export function PairsPanel() {
  const words = usePairsWords()
  const query = useQuery(plannerApi.query('planner.pairs', {}))
  return (
    <div className="form">
      <p className="muted">{words.lead}</p>
      {query.error !== null ? (
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <SkeletonLines count={3} />
      ) : query.data.rows.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul className="pair-list">
          {query.data.rows.map((pair) => (
            <PairLine key={pair.id} pair={pair} />
          ))}
        </ul>
      )}
      <hr className="thin" />
      <PairForm />
    </div>
  )
}

/** Everything that rests on the pairs is asked again. */
function usePairsChanged(): () => void {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: ['planner.pairs'] })
}

function PairLine({ pair }: { readonly pair: Pair }) {
  const words = usePairsWords()
  const changed = usePairsChanged()
  const drop = useMutation({
    mutationFn: () => plannerApi.call('planner.dropPair', { id: pair.id }),
    onSuccess: changed,
  })
  return (
    <li>
      <span className={pair.kind === 'apart' ? 'tag tag-sand' : 'tag tag-teal'}>{words.kinds[pair.kind]}</span>
      <span>
        {pair.a.name}、{pair.b.name}
        <small>
          {pair.reason} · {words.recorded(momentText(pair.createdAt).slice(0, 10))}
        </small>
        {drop.error === null ? null : <ProblemPanel error={drop.error} />}
      </span>
      <ReasonButton
        size="small"
        needs="planner.dropPair"
        loading={drop.isPending}
        aria-label={words.dropLong(pair.a.name, pair.b.name)}
        onClick={() => drop.mutate()}
      >
        {words.drop}
      </ReasonButton>
    </li>
  )
}

function PairForm() {
  const words = usePairsWords()
  const changed = usePairsChanged()
  const [kind, setKind] = useState<Pair['kind']>('apart')
  const [a, setA] = useState<Picked | null>(null)
  const [b, setB] = useState<Picked | null>(null)
  const [reason, setReason] = useState('')
  const save = useMutation({
    mutationFn: () =>
      plannerApi.call('planner.savePair', { kind, a: a?.unit ?? '', b: b?.unit ?? '', reason: reason.trim() }),
    onSuccess: () => {
      changed()
      setA(null)
      setB(null)
      setReason('')
    },
  })
  const missing = a === null || b === null || reason.trim() === '' ? words.need : null
  return (
    <Form onSend={() => missing === null && save.mutate()}>
      <Field label={words.kind}>
        <select value={kind} onChange={({ target }) => setKind(target.value === 'link' ? 'link' : 'apart')}>
          <option value="apart">{words.kinds.apart}</option>
          <option value="link">{words.kinds.link}</option>
        </select>
      </Field>
      <One label={words.a} value={a} other={b} onChange={setA} />
      <One label={words.b} value={b} other={a} onChange={setB} />
      <Field label={words.reason} hint={words.reasonHint}>
        <textarea value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {save.error === null ? null : <ProblemPanel error={save.error} />}
      <div>
        <ReasonButton
          type="primary"
          htmlType="submit"
          needs="planner.savePair"
          reason={missing}
          loading={save.isPending}
        >
          {words.save}
        </ReasonButton>
      </div>
    </Form>
  )
}

function One({
  label,
  value,
  other,
  onChange,
}: {
  readonly label: string
  readonly value: Picked | null
  readonly other: Picked | null
  readonly onChange: (value: Picked | null) => void
}) {
  const words = usePairsWords()
  if (value !== null) {
    return (
      <div className="row">
        <span className="fill">{words.chosen(value.name)}</span>
        <Button size="small" onClick={() => onChange(null)}>
          {words.again}
        </Button>
      </div>
    )
  }
  return (
    <UnitFinder
      label={label}
      none={words.noneFound}
      note={(full) => words.full(countText(full))}
      without={other === null ? [] : [other.unit]}
      onPick={onChange}
    />
  )
}
