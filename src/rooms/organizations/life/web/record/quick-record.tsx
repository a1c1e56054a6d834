import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useKeys } from '../../../../../platform/web/keys/use-keys.ts'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { useMay } from '../../../../../platform/web/session/use-may.ts'
import { organizationsApi } from '../../../web/public.tsx'
import { useLifeWords } from '../words.ts'
import { RecordForm } from './record-form.tsx'
import '../../../../../platform/web/parts/field.css'

const OPENED = 'juxin:record-life'

/** Opens the form from a button anywhere. */
export function openQuickRecord(organization: { readonly id: string; readonly name: string } | null = null): void {
  window.dispatchEvent(new CustomEvent(OPENED, { detail: organization }))
}

/** The form for whoever may, from every page by the key R. Whoever has one organisation only does not choose it. */
export function QuickRecord() {
  return useMay('organizations.life').ok ? <Quick /> : null
}

interface Opened {
  readonly organization: { readonly id: string; readonly name: string } | null
}

function Quick() {
  const words = useLifeWords()
  const [opened, setOpened] = useState<Opened | null>(null)
  const own = useQuery({
    ...organizationsApi.query('organizations.list', { limit: 2 }),
    enabled: opened !== null && opened.organization === null,
  })
  const only = own.data?.rows.length === 1 ? (own.data.rows[0] ?? null) : null
  useKeys({ r: { words: words.key, run: () => setOpened({ organization: null }) } })
  useOpened(setOpened)
  const ready = opened !== null && (opened.organization !== null || own.data !== undefined || own.error !== null)
  const organization = opened?.organization ?? only
  return (
    <SidePanel open={opened !== null} title={words.form.title} width={460} onClose={() => setOpened(null)}>
      {ready ? (
        <RecordForm key={organization?.id ?? ''} organization={organization} onDone={() => setOpened(null)} />
      ) : null}
    </SidePanel>
  )
}

function useOpened(open: (opened: Opened) => void): void {
  useEffect(() => {
    const on = (event: Event): void => {
      // Sent by `openQuickRecord` only.
      open({ organization: (event as CustomEvent<Opened['organization']>).detail })
    }
    window.addEventListener(OPENED, on)
    return () => window.removeEventListener(OPENED, on)
  }, [open])
}
