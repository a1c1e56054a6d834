import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { jobEnded, useJob } from '../../../../platform/web/api/use-job.ts'
import { secondsText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { JobProgress } from '../../../../platform/web/parts/job-progress.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonBlock } from '../../../../platform/web/parts/skeleton.tsx'
import { usePlatformWords } from '../../../../platform/web/words.ts'
import type { ImportView } from '../../contract.ts'
import { unitsApi } from '../api.ts'
import { certain } from '../imports/certain.ts'
import { Changes } from '../imports/changes.tsx'
import { FilesCard } from '../imports/files-card.tsx'
import { Mapping } from '../imports/mapping.tsx'
import { Result } from '../imports/result.tsx'
import { Steps } from '../imports/steps.tsx'
import { useCompare } from '../imports/use-compare.ts'
import { useImportWords } from '../imports/words.ts'
import '../imports/imports.css'

const busy: readonly ImportView['state'][] = ['reading', 'comparing', 'writing']

/**
 * One import from files to ledger. It leads on by itself: once every sheet is recognised for certain, comparing starts;
 * a person is asked only where there is doubt, and before anything is written.
 */
export function ImportOnePage() {
  const { one: words } = useImportWords()
  const { id } = useParams({ from: '/import/$id' })
  const { map } = useSearch({ from: '/import/$id' })
  const query = useQuery({
    ...unitsApi.query('units.getImport', { id }),
    refetchInterval: ({ state }) => (state.data && busy.includes(state.data.state) ? 2000 : false),
  })
  const one = query.data
  const job = useJob(one !== undefined && busy.includes(one.state) ? one.job : null)
  const compare = useCompare(id)
  const { refetch } = query
  const jobDone = job !== null && jobEnded(job)
  useEffect(() => {
    if (jobDone) void refetch()
  }, [jobDone, refetch])
  const written = one?.state === 'written'
  useEffect(() => {
    if (written) void refreshAll()
  }, [written])

  const sure = one !== undefined && one.sheets.length > 0 && one.sheets.every(certain)
  const leadOn = one?.state === 'mapping' && sure && map !== 'open' && compare.isIdle
  const { mutate } = compare
  useEffect(() => {
    if (leadOn) mutate()
  }, [leadOn, mutate])

  if (query.error !== null && one === undefined) {
    return (
      <Page title={words.title} lead="">
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  }
  if (one === undefined) {
    return (
      <Page title={words.title}>
        <SkeletonBlock height={420} />
      </Page>
    )
  }
  const mapping = map === 'open' || (one.state === 'mapping' && !sure)
  return (
    <Page title={words.title} tag={<Steps state={one.state} />} lead={leadOf(words, one, sure, map === 'open')} fill>
      <div className="import-columns">
        <div className="import-side">
          <FilesCard one={one} compare={compare} />
        </div>
        <div className="import-main">
          {mapping && one.sheets.length > 0 && !busy.includes(one.state) ? (
            <Mapping one={one} />
          ) : one.state === 'ready' ? (
            <Changes one={one} />
          ) : one.state === 'written' ? (
            <Result one={one} />
          ) : (
            <Progress one={one} job={job} />
          )}
        </div>
      </div>
    </Page>
  )
}

function Progress({ one, job }: { readonly one: ImportView; readonly job: Parameters<typeof JobProgress>[0]['job'] }) {
  const words = usePlatformWords()
  const waits = busy.includes(one.state) || one.state === 'mapping'
  return (
    <Card className="import-progress">
      <div className="import-busy">
        {waits || job?.problem != null ? <JobProgress job={job} /> : null}
        {busy.includes(one.state) ? <p className="faint">{words.job.leave}</p> : null}
      </div>
    </Card>
  )
}

function leadOf(
  words: ReturnType<typeof useImportWords>['one'],
  one: ImportView,
  sure: boolean,
  open: boolean,
): string {
  switch (one.state) {
    case 'reading':
      return words.readingLead
    case 'mapping':
      return open ? words.mappingOpen : sure ? words.mappingSure : words.mappingLead
    case 'comparing':
      return words.comparingLead
    case 'ready':
      return open ? words.mappingOpen : words.readyLead
    case 'writing':
      return words.writingLead
    case 'written':
      return one.seconds === null ? words.writtenLeadShort : words.writtenLead(secondsText(one.seconds))
    case 'failed':
      return words.failedLead
    case 'discarded':
      return words.discardedLead
  }
}
