import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useKeys } from '../../../../../platform/web/keys/use-keys.ts'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { SkeletonLines } from '../../../../../platform/web/parts/skeleton.tsx'
import { useMay } from '../../../../../platform/web/session/use-may.ts'
import { useOffice } from '../../../../areas/web/public.ts'
import { organizationsApi } from '../../../web/public.tsx'
import { useLifeWords } from '../words.ts'
import { beginRecord, onQuickRecord, type Named } from './open.ts'

const RecordForm = lazy(() => import('./record-form.tsx').then((module) => ({ default: module.RecordForm })))

/** The form for whoever may, from every page by the key R. Whoever has one organisation only does not choose it. */
export function QuickRecord() {
  return useMay('organizations.life').ok ? <Quick /> : null
}

interface Opened {
  readonly organization: Named | null
}

function Quick() {
  const words = useLifeWords()
  const [opened, setOpened] = useState<Opened | null>(null)
  useKeys({ r: { words: words.key, run: () => setOpened({ organization: null }) } })
  useEffect(() => onQuickRecord((organization) => setOpened({ organization })), [])
  const close = (): void => setOpened(null)
  return (
    <SidePanel open={opened !== null} title={words.key} width={460} onOpened={beginRecord} onClose={close}>
      {opened === null ? null : <Opened organization={opened.organization} onDone={close} />}
    </SidePanel>
  )
}

function Opened({ organization: given, onDone }: { readonly organization: Named | null; readonly onDone: () => void }) {
  const { today } = useOffice()
  const own = useQuery({ ...organizationsApi.query('organizations.list', { limit: 2 }), enabled: given === null })
  if (given === null && own.isPending) return <SkeletonLines count={6} />
  const organization = given ?? (own.data?.rows.length === 1 ? (own.data.rows[0] ?? null) : null)
  return (
    <Suspense fallback={<SkeletonLines count={6} />}>
      <RecordForm key={organization?.id ?? ''} start={{ day: today, organization }} onDone={onDone} />
    </Suspense>
  )
}
