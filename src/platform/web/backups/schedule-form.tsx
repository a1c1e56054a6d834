import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '../api/client.ts'
import type { platformEndpoints } from '../../contract.ts'
import { platformApi } from '../api/platform.ts'
import { refreshAll } from '../api/query-client.ts'
import { Field, Form } from '../parts/field.tsx'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import { ReasonButton } from '../parts/reason-button.tsx'
import { useWhyNot } from '../session/use-may.ts'
import { useBackupsWords } from './words.ts'

type Schedule = Output<typeof platformEndpoints, 'platform.backups'>['schedule']

/** When copies are made by themselves and how many are kept. */
export function ScheduleForm({ schedule }: { readonly schedule: Schedule }) {
  const { schedule: words } = useBackupsWords()
  const reason = useWhyNot('platform.saveBackupSchedule')
  const [on, setOn] = useState(schedule.daily !== null)
  const [daily, setDaily] = useState(schedule.daily ?? '02:00')
  const [days, setDays] = useState(String(schedule.keepDays))
  const [weeks, setWeeks] = useState(String(schedule.keepWeeks))
  const [months, setMonths] = useState(String(schedule.keepMonths))
  const save = useMutation({
    mutationFn: () =>
      platformApi.call('platform.saveBackupSchedule', {
        daily: on ? daily : null,
        keepDays: Number(days),
        keepWeeks: Number(weeks),
        keepMonths: Number(months),
      }),
    onSuccess: refreshAll,
  })
  const amount = (label: string, value: string, least: number, most: number, set: (value: string) => void) => (
    <Field label={label}>
      <input
        type="number"
        required
        min={least}
        max={most}
        value={value}
        onChange={(event) => set(event.target.value)}
      />
    </Field>
  )
  return (
    <Form onSend={() => (reason === null ? save.mutate() : undefined)}>
      <label className="check">
        <input type="checkbox" checked={on} onChange={(event) => setOn(event.target.checked)} />
        {words.on}
      </label>
      <Field label={words.daily}>
        <input type="time" required disabled={!on} value={daily} onChange={(event) => setDaily(event.target.value)} />
      </Field>
      {amount(words.keepDays, days, 1, 90, setDays)}
      {amount(words.keepWeeks, weeks, 0, 60, setWeeks)}
      {amount(words.keepMonths, months, 0, 120, setMonths)}
      <p className="faint">{words.hint}</p>
      {save.error === null ? null : <ProblemPanel error={save.error} />}
      <div className="row">
        <ReasonButton htmlType="submit" reason={reason} loading={save.isPending}>
          {words.save}
        </ReasonButton>
        {save.isSuccess ? <span role="status">{words.saved}</span> : null}
      </div>
    </Form>
  )
}
