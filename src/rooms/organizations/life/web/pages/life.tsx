import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { Page } from '../../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { TabBar } from '../../../../../platform/web/parts/tab-bar.tsx'
import { useArea, useOffice } from '../../../../areas/web/public.ts'
import { lifeApi } from '../api.ts'
import { MeetingPanel } from '../meeting/meeting-panel.tsx'
import { LifeBar } from '../overview/bar.tsx'
import { LifeLead } from '../overview/lead.tsx'
import { MeetingsList, OrganizationsList, TownsList } from '../overview/lists.tsx'
import { DemandsCard, EffectCard } from '../overview/side.tsx'
import { openQuickRecord } from '../record/open.ts'
import { lifeViews, type LifeSearch } from '../search.ts'
import { useLifeWords } from '../words.ts'
import '../../../../../platform/web/parts/field.css'
import '../life.css'

/** A month of organisation life: by town, by organisation, meeting by meeting; what is wanting, by which article. */
export function LifePage() {
  const { page: words, record } = useLifeWords()
  const area = useArea()
  const { asOf, today } = useOffice()
  const search = useSearch({ from: '/life' })
  const navigate = useNavigate({ from: '/life' })
  const { month, under, q, lacking, effect, weak, own, open } = search
  const asked = useQuery({
    ...lifeApi.query('life.summary', { area, under, month }),
    placeholderData: keepPreviousData,
  })
  const summary = asked.data
  const bare = [q, lacking, effect, weak, own, under].every((one) => one === undefined)
  const view = search.view ?? (bare && (summary?.towns.length ?? 2) > 1 ? 'towns' : 'list')
  const set = (what: Partial<LifeSearch>): void =>
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  if (asked.error !== null) {
    return (
      <Page title={words.title} lead="">
        <ProblemPanel error={asked.error} onRetry={() => void asked.refetch()} />
      </Page>
    )
  }
  return (
    <Page
      title={words.title}
      lead={summary && <LifeLead summary={summary} within={search} />}
      asOf={asOf}
      fill
      actions={
        <>
          <ReasonButton type="primary" needs="life.record" onClick={() => openQuickRecord()}>
            {record} <kbd>R</kbd>
          </ReasonButton>
          <Button onClick={() => print()}>{words.print}</Button>
        </>
      }
    >
      <div className="life-columns">
        <div className="life-side">
          <DemandsCard summary={summary} search={search} onSet={set} />
          <EffectCard summary={summary} search={search} onSet={set} />
        </div>
        <Card>
          <TabBar
            label={words.viewsLabel}
            panel="life-panel"
            chosen={view}
            tabs={lifeViews.map((key) => ({
              key,
              name: words.views[key],
              count: key === 'meetings' ? summary?.meetings : undefined,
            }))}
            onChoose={(next) => set({ view: next, open: undefined })}
          />
          <LifeBar search={search} view={view} today={today} onSet={set} />
          <div id="life-panel" role="tabpanel" aria-label={words.views[view]} className="tab-panel">
            {view === 'towns' ? (
              <TownsList summary={summary} month={month} />
            ) : view === 'list' ? (
              <OrganizationsList
                search={search}
                months={summary?.effective.months}
                home={search.view === undefined && month === undefined && bare}
              />
            ) : (
              <MeetingsList search={search} month={month ?? today.slice(0, 7)} onOpen={(id) => set({ open: id })} />
            )}
          </div>
        </Card>
      </div>
      <SidePanel open={open !== undefined} title={words.title} width={460} onClose={() => set({ open: undefined })}>
        {open === undefined ? null : <MeetingPanel key={open} id={open} />}
      </SidePanel>
    </Page>
  )
}
