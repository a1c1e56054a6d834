import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { uploadFiles } from '../../../../platform/web/api/upload.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { rostersApi } from '../api.ts'
import { useRosterWords } from './words.ts'

/** Where a register is put: chosen with the button or dropped on the card. */
export function RosterDrop() {
  const words = useRosterWords()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [share, setShare] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const send = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0 || share !== null) return
    setShare(0)
    setError(null)
    try {
      const url = rostersApi.url('rosters.start', {})
      const { id } = await uploadFiles<{ id: string }>(url, files, setShare, new AbortController().signal)
      await refreshAll()
      await navigate({ to: '/members/rosters/$id', params: { id } })
    } catch (problem) {
      setError(problem)
    }
    setShare(null)
  }
  return (
    <Card>
      <div
        className="roster-zone"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          event.stopPropagation()
          void send([...event.dataTransfer.files])
        }}
      >
        <b>{words.drop}</b>
        <span className="muted">{words.dropKinds}</span>
        <Button type="primary" loading={share !== null} onClick={() => input.current?.click()}>
          {share === null ? words.choose : words.sending}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept=".xlsx,.xls,.xlsm,.csv,.txt,.et,.htm,.html"
          aria-label={words.choose}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])]
            event.target.value = ''
            void send(files)
          }}
        />
        {error === null ? null : <ProblemPanel error={error} />}
      </div>
    </Card>
  )
}
