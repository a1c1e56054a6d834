import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { TabBar } from '../../../../platform/web/parts/tab-bar.tsx'
import type { Preset } from '../../contract.ts'
import { rulebookApi } from '../api.ts'
import { Presets } from '../book/presets.tsx'
import { RulesTable } from '../book/rules-table.tsx'
import { sayDue } from '../book/say.ts'
import { useBookWords } from '../book/words.ts'
import '../../../../platform/web/parts/field.css'
import '../book/book.css'

/** Which rules hold, by which preset the office counts, and (from later rooms) whose fact wins. */
export function RulesPage({
  precedence,
  trialOf,
}: {
  readonly precedence: ReactNode
  readonly trialOf: (preset: Preset) => ReactNode
}) {
  const words = useBookWords()
  const { tab = 'presets', at } = useSearch({ from: '/rules' })
  const navigate = useNavigate({ from: '/rules' })
  const rules = useQuery(rulebookApi.query('rulebook.rules', {}))
  const presets = useQuery(rulebookApi.query('rulebook.presets', {}))
  const error = rules.error ?? presets.error
  if (error !== null) {
    const retry = (): void => void Promise.all([rules.refetch(), presets.refetch()])
    return (
      <Page title={words.title} lead="">
        <ProblemPanel error={error} onRetry={retry} />
      </Page>
    )
  }
  const active = presets.data?.rows.find((preset) => preset.active)
  const lead =
    active === undefined || rules.data === undefined
      ? undefined
      : fill(words.lead, {
          name: active.name,
          due: sayDue(words, active.due),
          headline: words.denominators[active.headline] ?? active.headline,
          n: <b>{rules.data.rows.length}</b>,
          sure: <b>{rules.data.rows.filter(({ certainty }) => certainty === 'H').length}</b>,
        })
  return (
    <Page title={words.title} lead={lead} fill>
      <Card grow>
        <TabBar
          label={words.tabsLabel}
          panel="rules-panel"
          chosen={tab}
          tabs={[
            { key: 'presets', name: words.tabs.presets, count: presets.data?.rows.length },
            { key: 'rules', name: words.tabs.rules, count: rules.data?.rows.length },
            { key: 'precedence', name: words.tabs.precedence },
          ]}
          onChoose={(next) => void navigate({ search: { tab: next === 'presets' ? undefined : next }, replace: true })}
        />
        <div id="rules-panel" role="tabpanel" aria-label={words.tabs[tab]} className="tab-panel">
          {tab === 'rules' ? (
            <RulesTable
              rules={rules.data?.rows}
              at={at}
              onAt={(id) => void navigate({ search: { tab: 'rules', at: id }, replace: true })}
            />
          ) : tab === 'precedence' ? (
            precedence
          ) : (
            <Presets
              presets={presets.data?.rows}
              at={at}
              onAt={(id) => void navigate({ search: { at: id }, replace: true })}
              trialOf={trialOf}
            />
          )}
        </div>
      </Card>
    </Page>
  )
}
