import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '../../../../platform/web/api/client.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Field } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonBlock } from '../../../../platform/web/parts/skeleton.tsx'
import { useWhyNot } from '../../../../platform/web/session/use-may.ts'
import type { accessEndpoints } from '../../contract.ts'
import { accessApi } from '../api.ts'
import { ReasonForm } from '../parts/reason-form.tsx'
import { usePersonalWords } from './words.ts'

type TimesNow = Output<typeof accessEndpoints, 'access.times'>
type Name = keyof TimesNow

/** Fewest and most, as the server takes them. */
const BOUNDS: Readonly<Record<Name, readonly [least: number, most: number]>> = {
  idleHours: [1, 72],
  longestDays: [1, 90],
  purposeMinutes: [5, 240],
  linkHours: [1, 168],
}
const NAMES = Object.keys(BOUNDS) as Name[]

/** How long one stays signed in, names stay in the clear and a one-time link is good. */
export function Times() {
  const { times: words } = usePersonalWords()
  const query = useQuery(accessApi.query('access.times', {}))
  return (
    <Card title={words.title} note={words.note}>
      {query.error !== null ? (
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <SkeletonBlock height={160} />
      ) : (
        <div className="card-body retention-form">
          <TimesForm key={query.dataUpdatedAt} now={query.data} />
        </div>
      )}
    </Card>
  )
}

function TimesForm({ now }: { readonly now: TimesNow }) {
  const { times: words, retention } = usePersonalWords()
  const reason = useWhyNot('access.saveTimes')
  const [typed, setTyped] = useState<Readonly<Record<Name, string>>>(textsOf(now))
  const times = {
    idleHours: Number(typed.idleHours),
    longestDays: Number(typed.longestDays),
    purposeMinutes: Number(typed.purposeMinutes),
    linkHours: Number(typed.linkHours),
  }
  const wrong = NAMES.find((name) => {
    const [least, most] = BOUNDS[name]
    return !Number.isInteger(times[name]) || times[name] < least || times[name] > most
  })
  const why =
    reason ??
    (wrong !== undefined
      ? words.between(words.names[wrong], ...BOUNDS[wrong])
      : NAMES.every((name) => times[name] === now[name])
        ? retention.unchanged
        : null)
  return (
    <ReasonForm
      send={retention.save}
      why={why}
      onSend={(text) => accessApi.call('access.saveTimes', { ...times, reason: text })}
      onDone={() => undefined}
      onCancel={() => setTyped(textsOf(now))}
    >
      {NAMES.map((name) => (
        <Field key={name} label={words.names[name]} hint={words.hints[name]}>
          <input
            type="number"
            required
            min={BOUNDS[name][0]}
            max={BOUNDS[name][1]}
            value={typed[name]}
            onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
          />
        </Field>
      ))}
    </ReasonForm>
  )
}

const textsOf = (now: TimesNow): Record<Name, string> => ({
  idleHours: String(now.idleHours),
  longestDays: String(now.longestDays),
  purposeMinutes: String(now.purposeMinutes),
  linkHours: String(now.linkHours),
})
