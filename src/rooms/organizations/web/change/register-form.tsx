import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem } from '../../../../platform/web/api/problem.ts'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { useChosenArea, useOffice } from '../../../areas/web/public.ts'
import type { OrganizationKind, Trial } from '../../contract.ts'
import { kindRules } from '../../rules/kinds.ts'
import { organizationKindNames } from '../../rules/names.ts'
import { organizationsApi } from '../api.ts'
import { AreaFinder } from '../parts/area-finder.tsx'
import { Picked, type Found } from '../parts/finder.tsx'
import { OrganizationFinder } from '../parts/organization-finder.tsx'
import { UnitFinder } from '../parts/unit-finder.tsx'
import { useOrganizationsWords } from '../words.ts'
import { Chosen } from './chosen.tsx'
import { KindField } from './fields.tsx'
import { TrialPanel } from './trial.tsx'

// The keys of a record are its names.
const KINDS = Object.keys(organizationKindNames) as OrganizationKind[]

/** Puts an organisation on record that exists already; units, superior and area are found in what is known. */
export function RegisterForm({ onDone }: { readonly onDone: (id: string) => void }) {
  const { form: words } = useOrganizationsWords()
  const { today } = useOffice()
  const here = useChosenArea()?.area ?? null
  const [kind, setKind] = useState<OrganizationKind | ''>('branch')
  const [name, setName] = useState('')
  const [superior, setSuperior] = useState<Found | null>(null)
  const [chosenArea, setArea] = useState<Found | null | undefined>(undefined)
  const [code, setCode] = useState('')
  const [founded, setFounded] = useState('')
  const [units, setUnits] = useState<readonly Found[]>([])
  const [overrides, setOverrides] = useState<Readonly<Record<string, string>>>({})
  const area = chosenArea === undefined ? here : chosenArea
  const send = useMutation({
    mutationFn: (made: { kind: OrganizationKind; area: string }) =>
      organizationsApi.call('organizations.register', {
        ...made,
        name: name.trim(),
        superior: superior?.id ?? null,
        code: code.trim() === '' ? null : code.trim(),
        founded: founded === '' ? null : founded,
        units: units.map(({ id }) => id),
        overrides,
      }),
    onSuccess: ({ id }) => {
      void refreshAll()
      onDone(id)
    },
  })
  const soft = softOf(send.error)
  const why =
    kind === '' || name.trim().length < 2 || area === null
      ? words.needAll
      : soft.some(({ rule }) => (overrides[rule] ?? '').trim().length < 2)
        ? words.needSoft
        : null
  const covers = kind !== '' && kindRules[kind].coversUnits
  return (
    <Form onSend={() => why === null && kind !== '' && area !== null && send.mutate({ kind, area: area.id })}>
      <p className="muted">{words.registerNote}</p>
      <KindField kinds={KINDS} draft={{ kind }} onChange={(change) => setKind(change.kind)} />
      <Field label={words.name}>
        <input value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
      </Field>
      {superior === null ? (
        <OrganizationFinder label={words.superior} onPick={setSuperior} />
      ) : (
        <Chosen label={words.superior} item={superior} onTake={() => setSuperior(null)} />
      )}
      {area === null ? (
        <AreaFinder onPick={setArea} />
      ) : (
        <Chosen label={words.area} item={area} onTake={() => setArea(null)} />
      )}
      <Field label={words.founded}>
        <input type="date" value={founded} max={today} onChange={(event) => setFounded(event.target.value)} />
      </Field>
      <Field label={words.code}>
        <input value={code} maxLength={40} onChange={(event) => setCode(event.target.value)} />
      </Field>
      {covers ? (
        <>
          <UnitFinder without={units.map(({ id }) => id)} onPick={(unit) => setUnits([...units, unit])} />
          <Picked items={units} take={words.take} onTake={(id) => setUnits(units.filter((one) => one.id !== id))} />
        </>
      ) : null}
      {soft.length === 0 ? null : (
        <TrialPanel
          trial={{ refused: [], soft: [...soft], follows: [] }}
          reasons={overrides}
          onReason={(rule, text) => setOverrides((old) => ({ ...old, [rule]: text }))}
        />
      )}
      {send.error === null || soft.length > 0 ? null : <ProblemPanel error={send.error} />}
      <div>
        <ReasonButton
          type="primary"
          htmlType="submit"
          needs="organizations.register"
          reason={why}
          loading={send.isPending}
        >
          {words.sendRegister}
        </ReasonButton>
      </div>
    </Form>
  )
}

/** The soft rules for which the server asked a reason. */
function softOf(error: Error | null): Trial['soft'] {
  if (!(error instanceof ApiProblem) || error.code !== 'organizations.needs-reason') return []
  const { soft } = error.details
  // The shape is the contract's: the server puts the trial's own list there.
  return Array.isArray(soft) ? (soft as Trial['soft']) : []
}
