import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import type { DragEvent } from 'react'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { rateText } from '../../../../platform/web/format.ts'
import { droppedFiles } from './dropped.ts'
import { cancelUpload, upload, useUpload } from './uploads.ts'
import { useImportWords } from './words.ts'
import './drop-zone.css'

/** Where files are put: dragged, or chosen with the button. While they are sent it shows how far. */
export function DropZone({ tall = false }: { readonly tall?: boolean }) {
  const { drop: words } = useImportWords()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [folder, setFolder] = useState(false)
  const sending = useUpload()
  const begin = async (files: readonly File[]): Promise<void> => {
    const id = await upload(files)
    if (id !== null) await navigate({ to: '/import/$id', params: { id } })
  }
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    const dropped = droppedFiles(event.dataTransfer)
    setFolder(dropped.folder)
    void begin(dropped.files)
  }
  const busy = sending !== null && sending.error === null
  return (
    <div className="drop-wrap">
      {/* Dropping is an extra for the mouse; the button inside does the same from the keyboard. */}
      <div
        className={tall ? 'drop-zone drop-tall' : 'drop-zone'}
        role="group"
        aria-label={words.title}
        onDragOver={(event) => event.preventDefault()}
        onDrop={onDrop}
      >
        {busy ? (
          <>
            <b>{words.sending(sending.names.length)}</b>
            <span className="muted ellipsis drop-names">{sending.names.join('、')}</span>
            <progress
              className="job-track drop-progress"
              max={1}
              value={sending.share}
              aria-label={words.sending(sending.names.length)}
            />
            <span className="faint num">{rateText(sending.share).replace('.0%', '%')}</span>
            <Button size="small" onClick={cancelUpload}>
              {words.cancel}
            </Button>
          </>
        ) : (
          <>
            <b>{words.title}</b>
            <span className="muted">{words.kinds}</span>
            <Button type="primary" onClick={() => input.current?.click()}>
              {words.choose}
            </Button>
          </>
        )}
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
            setFolder(false)
            void begin(files)
          }}
        />
      </div>
      {folder ? (
        <p className="bad" role="alert">
          {words.folder}
        </p>
      ) : null}
      {sending?.error == null ? null : <ProblemPanel error={sending.error} />}
    </div>
  )
}
