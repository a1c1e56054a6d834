import { useQuery } from '@tanstack/react-query'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { unitsApi } from '../api.ts'
import { Batches } from '../imports/batches.tsx'
import { DropZone } from '../imports/drop-zone.tsx'
import { Unfinished } from '../imports/unfinished.tsx'
import { useImportWords } from '../imports/words.ts'

/** Where files go in, what is still waiting, and every batch that was written. */
export function ImportPage() {
  const words = useImportWords()
  const imports = useQuery(unitsApi.query('units.listImports', {}))
  return (
    <Page title={words.title} lead={words.lead} fill>
      <DropZone />
      {imports.error === null ? null : <ProblemPanel error={imports.error} onRetry={() => void imports.refetch()} />}
      {imports.data === undefined || imports.data.rows.length === 0 ? null : <Unfinished imports={imports.data.rows} />}
      <Batches />
    </Page>
  )
}
