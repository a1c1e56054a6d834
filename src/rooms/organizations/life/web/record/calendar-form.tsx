import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { refreshAll } from '../../../../../platform/web/api/query-client.ts'
import { Form } from '../../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { OrganizationFinder } from '../../../web/public.tsx'
import { lifeKinds, lifeNames, type LifeKind } from '../../rules/life-kinds.ts'
import { lifeApi } from '../api.ts'
import { useLifeWords } from '../words.ts'
import type { FileRead } from './file-zone.tsx'
import type { Named } from './open.ts'

interface Row {
  readonly key: string
  readonly day: string
  readonly title: string
  readonly kinds: readonly LifeKind[]
  /** As ticked by hand; undefined as it was read. */
  readonly on?: boolean | undefined
}

/** Entries of a calendar: those that name a kind are ticked, whoever knows says which were really held. */
export function CalendarForm({
  organization,
  read,
  onPick,
  onBack,
  onDone,
}: {
  readonly organization: Named | null
  readonly read: FileRead
  readonly onPick: (organization: Named) => void
  readonly onBack: () => void
  readonly onDone: () => void
}) {
  const { form: words } = useLifeWords()
  const [rows, setRows] = useState<readonly Row[]>(() =>
    read.drafts.flatMap(({ day, key, kinds, title }) => (day === null ? [] : [{ key: key ?? day, day, title, kinds }])),
  )
  const known = useKnown(organization, rows)
  // A line that is on record already is passed over unless it is ticked again by hand.
  const isOn = (row: Row): boolean => row.on ?? (row.kinds.length > 0 && !known.has(row.key))
  const chosen = rows.filter(isOn)
  const send = useMutation({
    mutationFn: () =>
      lifeApi.call('life.record', {
        // What is ticked was seen to be another one where the line says that it is on record.
        again: true,
        meetings: chosen.map(({ key, day, title, kinds }) => ({
          key,
          day,
          title,
          kinds: [...kinds],
          source: 'calendar' as const,
          holders: [{ organization: organization?.id ?? '' }],
        })),
      }),
    onSuccess: () => {
      void refreshAll()
      onDone()
    },
  })
  const change = (key: string, part: Partial<Row>): void =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)))
  const why =
    organization === null
      ? words.needOrganization
      : chosen.length === 0
        ? words.calendarNone
        : chosen.some(({ kinds }) => kinds.length === 0)
          ? words.calendarNoKind
          : null
  return (
    <Form onSend={() => why === null && send.mutate()}>
      {organization === null ? (
        <OrganizationFinder label={words.organization} onPick={onPick} />
      ) : (
        <b>{organization.name}</b>
      )}
      <span>{words.calendar(rows.length)}</span>
      {read.notes.map((note) => (
        <small key={note}>{note}</small>
      ))}
      <ul className="life-drafts num">
        {rows.map((row) => (
          <li key={row.key}>
            <label className="check">
              <input
                type="checkbox"
                checked={isOn(row)}
                onChange={(event) => change(row.key, { on: event.target.checked })}
              />
              <span className="ellipsis" title={row.title}>
                {row.day} {row.title}
              </span>
              {known.has(row.key) ? <span className="tag">{words.calendarKnown}</span> : null}
            </label>
            <select
              className="control"
              aria-label={`${row.day} ${words.calendarKind}`}
              value={row.kinds[0] ?? ''}
              onChange={(event) => {
                const kind = lifeKinds.find((one) => one === event.target.value)
                change(row.key, { kinds: kind === undefined ? [] : [kind], on: kind !== undefined })
              }}
            >
              <option value="">—</option>
              {lifeKinds.map((kind) => (
                <option key={kind} value={kind}>
                  {lifeNames[kind]}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ul>
      {send.error === null ? null : <ProblemPanel error={send.error} />}
      <div className="row">
        <ReasonButton type="primary" htmlType="submit" needs="life.record" reason={why} loading={send.isPending}>
          {words.calendarSend(chosen.length)}
        </ReasonButton>
        <Button onClick={onBack}>{words.back}</Button>
      </div>
    </Form>
  )
}

/** Lines whose day and kind the organisation has on record, however they came there. */
function useKnown(organization: Named | null, rows: readonly Row[]): ReadonlySet<string> {
  const days = rows.map(({ day }) => day).sort()
  const { data } = useQuery({
    ...lifeApi.query('life.list', { organization: organization?.id, from: days[0], to: days.at(-1), limit: 500 }),
    enabled: organization !== null && days.length > 0,
  })
  const held = new Set(data?.rows.flatMap(({ day, kinds }) => kinds.map((kind) => `${day} ${kind}`)))
  return new Set(rows.flatMap(({ key, day, kinds }) => (kinds.some((kind) => held.has(`${day} ${kind}`)) ? [key] : [])))
}
