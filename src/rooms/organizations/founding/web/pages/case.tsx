import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { Page } from '../../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonBlock } from '../../../../../platform/web/parts/skeleton.tsx'
import type { FoundingCase } from '../../contract.ts'
import { stepNames } from '../../rules/names.ts'
import { foundingApi } from '../api.ts'
import { CaseEvidence } from '../case/evidence-card.tsx'
import { NextStep } from '../case/next-step.tsx'
import { BriefCard, DeedsCard, PapersCard, UnitsCard } from '../case/side-cards.tsx'
import { StepsLine } from '../case/steps-line.tsx'
import { AdvicePanel } from '../draft/advice-panel.tsx'
import { DraftForm, type DraftPlan } from '../draft/draft-form.tsx'
import { stateOf } from '../draft/plan-state.ts'
import { useFoundingWords } from '../words.ts'
import '../../../../../platform/web/parts/field.css'
import '../draft/draft.css'
import '../case/case.css'

/** One founding: how far it is, its next step, what it is about and what was done. */
export function FoundingCasePage() {
  const words = useFoundingWords()
  const { id } = useParams({ from: '/founding/$id' })
  const query = useQuery(foundingApi.query('founding.get', { id }))
  const found = query.data
  const [revising, setRevising] = useState(false)
  if (query.error !== null) {
    return (
      <Page title={words.title} lead="">
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  }
  if (found === undefined) {
    return (
      <Page title={words.title}>
        <SkeletonBlock height={420} />
      </Page>
    )
  }
  return (
    <Page
      title={found.name}
      tag={<span className="tag">{stepNames[found.step]}</span>}
      lead={found.sentence}
      actions={
        <>
          <Link to="/founding" search={{}}>
            {words.case.back}
          </Link>
          <Button onClick={() => window.print()}>{words.print}</Button>
        </>
      }
    >
      <StepsLine found={found} />
      {revising && found.step === 'draft' ? (
        <Revise found={found} onDone={() => setRevising(false)} />
      ) : (
        <div className="founding-two">
          <div>
            <div className="no-print">
              <NextStep found={found} onRevise={() => setRevising(true)} />
            </div>
            <UnitsCard found={found} />
            <DeedsCard found={found} />
          </div>
          <div>
            <div className="no-print">
              <PapersCard found={found} />
            </div>
            <BriefCard found={found} />
            {found.advice === null ? null : (
              <Card title={words.advice.title}>
                <AdvicePanel advice={found.advice} chosen={found.kind} />
              </Card>
            )}
            <CaseEvidence found={found} />
          </div>
        </div>
      )}
    </Page>
  )
}

function Revise({ found, onDone }: { readonly found: FoundingCase; readonly onDone: () => void }) {
  const { draft: words } = useFoundingWords()
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: (plan: DraftPlan) =>
      foundingApi.call('founding.revise', {
        ...plan,
        id: found.id,
        version: found.version,
        overrides: found.overrides,
      }),
    onSuccess: (next) => {
      client.setQueryData(foundingApi.query('founding.get', { id: found.id }).queryKey, next)
      void client.invalidateQueries()
      onDone()
    },
  })
  return <DraftForm id={found.id} start={stateOf(found)} send={send} label={words.saveChanges} onCancel={onDone} />
}
