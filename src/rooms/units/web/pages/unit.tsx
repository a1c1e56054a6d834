import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { countText } from '../../../../platform/web/format.ts'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { SkeletonBlock } from '../../../../platform/web/parts/skeleton.tsx'
import { StateTag } from '../../../../platform/web/parts/state-tag.tsx'
import { useOffice } from '../../../areas/web/public.ts'
import type { UnitPage as Unit } from '../../contract.ts'
import { unitsApi } from '../api.ts'
import { useLedgerWords } from '../ledger/words.ts'
import { DetailsForm } from '../unit/details-form.tsx'
import { ExclusionForm } from '../unit/exclusion-form.tsx'
import { FactsTable } from '../unit/facts-table.tsx'
import { LifeForm } from '../unit/life-form.tsx'
import { MergeForm } from '../unit/merge-form.tsx'
import { PlaceForm } from '../unit/place-form.tsx'
import { CoverageCard, MergesCard, NeighboursCard, PlaceCard, TimelineCard } from '../unit/side-cards.tsx'
import { useUnitWords } from '../unit/words.ts'
import '../unit/unit.css'

const forms = { life: LifeForm, exclude: ExclusionForm, place: PlaceForm, details: DetailsForm, merge: MergeForm }
type Doing = keyof typeof forms

/** One unit: what is known, from whom, where it is, whether it is covered and what is to be done. */
export function UnitPage() {
  const words = useUnitWords()
  const { id } = useParams({ from: '/units/$id' })
  const { asOf } = useOffice()
  const query = useQuery(unitsApi.query('units.get', { id }))
  const unit = query.data
  const back = <Link to="/units">{words.backToLedger}</Link>
  if (query.error !== null && unit === undefined) {
    return (
      <Page title={words.title} lead={back}>
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  }
  if (unit === undefined) {
    return (
      <Page title={words.title}>
        <SkeletonBlock height={480} />
      </Page>
    )
  }
  return (
    <Page
      title={unit.name}
      tag={<StateTag state={unit.coverage} />}
      lead={<Head unit={unit} />}
      asOf={asOf}
      actions={<Actions key={unit.id} unit={unit} />}
    >
      <div className="unit-columns">
        <FactsTable key={unit.id} unit={unit} />
        <div className="unit-side">
          <CoverageCard unit={unit} />
          <PlaceCard unit={unit} />
          <MergesCard unit={unit} />
          <NeighboursCard unit={unit} />
          <TimelineCard unit={unit} />
        </div>
      </div>
    </Page>
  )
}

/** Code with its notes, kind and line of business, people and members: one line. */
function Head({ unit }: { readonly unit: Unit }) {
  const words = useUnitWords()
  const names = useLedgerWords()
  const parts = [
    [unit.code ?? words.noCode, ...unit.codeNotes].join('，'),
    names.kinds[unit.kind],
    unit.industryName,
    unit.life === 'operating' ? null : names.lives[unit.life],
    unit.employees === null ? null : words.employees(countText(unit.employees)),
    unit.membersFull === null ? words.membersUnknown : words.members(countText(unit.membersFull)),
  ].filter((part) => part !== null)
  return <span title={unit.industryNote ?? undefined}>{parts.join('；')}。</span>
}

function Actions({ unit }: { readonly unit: Unit }) {
  const words = useUnitWords()
  const [doing, setDoing] = useState<Doing | null>(null)
  const restore = useMutation({
    mutationFn: () => unitsApi.call('units.endExclusion', { id: unit.id }),
    onSuccess: refreshAll,
  })
  const on = { unit: unit.reached }
  const Doing = doing === null ? null : forms[doing]
  const titles: Record<Doing, string> = {
    life: words.lifeForm.title,
    exclude: words.exclusion.title,
    place: words.placeForm.title,
    details: words.detailsForm.title,
    merge: words.mergeForm.title,
  }
  return (
    <>
      <ReasonButton needs="units.setLife" on={on} onClick={() => setDoing('life')}>
        {words.actions.life}
      </ReasonButton>
      {unit.exclusion === null ? (
        <ReasonButton needs="units.exclude" on={on} onClick={() => setDoing('exclude')}>
          {words.actions.exclude}
        </ReasonButton>
      ) : (
        <ReasonButton needs="units.endExclusion" on={on} loading={restore.isPending} onClick={() => restore.mutate()}>
          {words.actions.restore}
        </ReasonButton>
      )}
      <ReasonButton needs="units.place" on={on} onClick={() => setDoing('place')}>
        {words.actions.place}
      </ReasonButton>
      <ReasonButton needs="units.setDetails" on={on} onClick={() => setDoing('details')}>
        {words.actions.details}
      </ReasonButton>
      <ReasonButton needs="units.merge" on={on} onClick={() => setDoing('merge')}>
        {words.actions.merge}
      </ReasonButton>
      <SidePanel
        open={doing !== null || restore.error !== null}
        title={doing === null ? words.actions.restore : titles[doing]}
        width={440}
        onClose={() => {
          setDoing(null)
          restore.reset()
        }}
      >
        {restore.error === null ? null : <ProblemPanel error={restore.error} />}
        {Doing === null ? null : <Doing unit={unit} onDone={() => setDoing(null)} />}
      </SidePanel>
    </>
  )
}
