import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { countText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { TabBar } from '../../../../platform/web/parts/tab-bar.tsx'
import type { Output } from '../../../../platform/web/api/client.ts'
import type { Area, AreaChange, areasEndpoints } from '../../contract.ts'
import { areasApi } from '../api.ts'
import { useOffice } from '../public.ts'
import { useTreeWords } from './words.ts'

const kinds = ['rename', 'move', 'split', 'merge'] as const
type Kind = (typeof kinds)[number]
type Preview = Output<typeof areasEndpoints, 'areas.previewChange'>

/** Rename, move, split, merge: first the effect is shown, then it is confirmed on stated grounds. */
export function ChangeForm({ area }: { readonly area: Area }) {
  const { change: words } = useTreeWords()
  const { root, today } = useOffice()
  const [kind, setKind] = useState<Kind>('rename')
  const [name, setName] = useState('')
  const [second, setSecond] = useState('')
  const [to, setTo] = useState<{ id: string; name: string } | null>(null)
  const [picked, setPicked] = useState<readonly string[]>([])
  const [day, setDay] = useState(today)
  const [reason, setReason] = useState('')
  const siblings = useQuery({
    ...areasApi.query('areas.children', { parent: area.parent ?? '' }),
    enabled: kind === 'merge' && area.parent !== null,
  })
  const children = useQuery({
    ...areasApi.query('areas.children', { parent: area.id }),
    enabled: kind === 'split',
  })
  const { change, lacks } = read()
  const preview = useMutation({
    mutationFn: (input: AreaChange) => areasApi.call('areas.previewChange', { day, change: input }),
  })
  const apply = useMutation({
    mutationFn: (input: AreaChange) =>
      areasApi.call('areas.applyChange', { day, change: input, reason: reason.trim() }),
    onSuccess: refreshAll,
  })
  const again = (): void => {
    preview.reset()
    apply.reset()
  }
  if (area.tree !== 'division' || area.id === root?.id) {
    return (
      <Card title={words.title} padded className="no-print">
        <p className="muted">{area.tree === 'division' ? words.rootNo : words.onlyDivision}</p>
      </Card>
    )
  }

  function read(): { change: AreaChange | null; lacks: string | null } {
    const text = name.trim()
    switch (kind) {
      case 'rename':
        return text === ''
          ? { change: null, lacks: words.needName }
          : { change: { kind, area: area.id, name: text }, lacks: null }
      case 'move':
        return to === null
          ? { change: null, lacks: words.needTo }
          : { change: { kind, area: area.id, to: to.id }, lacks: null }
      case 'split': {
        const other = second.trim()
        if (text === '' || other === '') return { change: null, lacks: words.needTwo }
        const ids = children.data?.rows.map(({ id }) => id) ?? []
        return {
          change: {
            kind,
            area: area.id,
            into: [
              { name: text, children: ids.filter((id) => !picked.includes(id)) },
              { name: other, children: ids.filter((id) => picked.includes(id)) },
            ],
          },
          lacks: null,
        }
      }
      case 'merge':
        if (picked.length === 0) return { change: null, lacks: words.needWith }
        return text === ''
          ? { change: null, lacks: words.needName }
          : { change: { kind, areas: [area.id, ...picked], name: text }, lacks: null }
    }
  }

  const toggle = (id: string): void => {
    again()
    setPicked((ids) => (ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]))
  }
  const nameField = (label: string) => (
    <Field label={label}>
      <input
        value={name}
        maxLength={60}
        onChange={(event) => {
          again()
          setName(event.target.value)
        }}
      />
    </Field>
  )
  const seen = preview.data
  const why =
    seen === undefined ? words.needPreview : !seen.ok ? seen.why : reason.trim() === '' ? words.needReason : null
  const error = preview.error ?? apply.error
  return (
    <Card title={words.title} className="no-print">
      <TabBar
        label={words.kindsLabel}
        panel="change-panel"
        chosen={kind}
        tabs={kinds.map((key) => ({ key, name: words.kinds[key] }))}
        onChoose={(key) => {
          again()
          setPicked([])
          setKind(key)
        }}
      />
      <div id="change-panel" role="tabpanel" aria-label={words.kinds[kind]} className="card-body">
        <Form onSend={() => change !== null && preview.mutate(change)}>
          {kind === 'rename' ? nameField(words.name) : null}
          {kind === 'move' ? (
            <MoveTo
              chosen={to}
              onChoose={(next) => {
                again()
                setTo(next)
              }}
            />
          ) : null}
          {kind === 'split' ? (
            <>
              {nameField(words.into(1))}
              <Field label={words.into(2)}>
                <input
                  value={second}
                  maxLength={60}
                  onChange={(event) => {
                    again()
                    setSecond(event.target.value)
                  }}
                />
              </Field>
              <Checks
                label={`${words.into(2)}${words.childrenOf}`}
                areas={children.data?.rows ?? []}
                picked={picked}
                onToggle={toggle}
              />
            </>
          ) : null}
          {kind === 'merge' ? (
            <>
              <Checks
                label={words.with}
                areas={(siblings.data?.rows ?? []).filter(({ id }) => id !== area.id)}
                picked={picked}
                onToggle={toggle}
              />
              {nameField(words.mergedName)}
            </>
          ) : null}
          <Field label={words.day}>
            <input
              type="date"
              value={day}
              required
              onChange={(event) => {
                again()
                setDay(event.target.value)
              }}
            />
          </Field>
          <div>
            <ReasonButton htmlType="submit" needs="areas.previewChange" reason={lacks} loading={preview.isPending}>
              {words.preview}
            </ReasonButton>
          </div>
          {seen === undefined ? null : <Effect preview={seen} />}
          {seen?.ok === true && apply.data === undefined ? (
            <Field label={words.reason} hint={words.reasonHint}>
              <input value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
            </Field>
          ) : null}
          {error === null ? null : <ProblemPanel error={error} />}
          <div aria-live="polite">
            {apply.data === undefined ? (
              <ReasonButton
                needs="areas.applyChange"
                type="primary"
                reason={why}
                loading={apply.isPending}
                onClick={() => change !== null && apply.mutate(change)}
              >
                {words.apply}
              </ReasonButton>
            ) : (
              <span className="good">{words.applied}</span>
            )}
          </div>
        </Form>
      </div>
    </Card>
  )
}

function Effect({ preview }: { readonly preview: Preview }) {
  const { change: words } = useTreeWords()
  const list = (areas: Preview['ends']): string =>
    areas.map(({ name, units }) => words.unitsOf(name, countText(units))).join('、')
  return (
    <div className="change-effect num">
      <p>{preview.ok ? preview.sentence : preview.why}</p>
      {preview.ends.length === 0 ? null : (
        <p className="muted">
          {words.ends}：{list(preview.ends)}
        </p>
      )}
      {preview.begins.length === 0 ? null : (
        <p className="muted">
          {words.begins}：{list(preview.begins)}
        </p>
      )}
      {preview.ok ? <p className="faint">{words.past}</p> : null}
    </div>
  )
}

function MoveTo({
  chosen,
  onChoose,
}: {
  readonly chosen: { readonly id: string; readonly name: string } | null
  readonly onChoose: (area: { id: string; name: string }) => void
}) {
  const { change: words } = useTreeWords()
  const [q, setQ] = useState('')
  const found = useQuery({ ...areasApi.query('areas.find', { q: q.trim(), limit: 12 }), enabled: q.trim() !== '' })
  return (
    <>
      <Field label={words.to}>
        <input value={q} maxLength={60} onChange={(event) => setQ(event.target.value)} />
      </Field>
      <div className="row row-wrap">
        {found.data?.rows.map((area) => (
          <Button
            key={area.id}
            size="small"
            aria-pressed={chosen?.id === area.id}
            type={chosen?.id === area.id ? 'primary' : 'default'}
            onClick={() => onChoose(area)}
          >
            {area.trail === '' ? area.name : `${area.trail} / ${area.name}`}
          </Button>
        ))}
        {found.data?.rows.length === 0 ? <span className="muted">{words.toNone}</span> : null}
      </div>
    </>
  )
}

function Checks({
  label,
  areas,
  picked,
  onToggle,
}: {
  readonly label: string
  readonly areas: readonly Area[]
  readonly picked: readonly string[]
  readonly onToggle: (id: string) => void
}) {
  return (
    <fieldset className="area-checks">
      <legend>{label}</legend>
      {areas.map(({ id, name }) => (
        <label key={id} className="check">
          <input type="checkbox" checked={picked.includes(id)} onChange={() => onToggle(id)} />
          {name}
        </label>
      ))}
    </fieldset>
  )
}
