import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { DragEvent, ReactNode } from 'react'
import type { Output } from '../../../../../platform/web/api/client.ts'
import { uploadFiles } from '../../../../../platform/web/api/upload.ts'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import type { lifeEndpoints } from '../../contract.ts'
import { lifeApi } from '../api.ts'
import { useLifeWords } from '../words.ts'

export type FileRead = Output<typeof lifeEndpoints, 'life.readFile'>

const TAKEN = /\.(docx|txt|ics)$/i
const isOurs = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files')

/** Everything around the form takes a file that is dropped on it; one file is read, nothing of it is kept. */
export function FileZone({
  said,
  onRead,
  children,
}: {
  /** What the last file gave. */
  readonly said: readonly string[]
  readonly onRead: (read: FileRead) => void
  readonly children: ReactNode
}) {
  const { form: words } = useLifeWords()
  const [over, setOver] = useState(false)
  const [wrong, setWrong] = useState(false)
  const send = useMutation({
    mutationFn: (file: File) =>
      uploadFiles<FileRead>(lifeApi.url('life.readFile', {}), [file], () => {}, new AbortController().signal),
    onSuccess: onRead,
  })
  const take = (file: File | undefined): void => {
    if (file === undefined) return
    setWrong(!TAKEN.test(file.name))
    if (TAKEN.test(file.name)) send.mutate(file)
  }
  return (
    <div
      className={over ? 'life-zone life-zone-over' : 'life-zone'}
      onDragOver={(event) => {
        if (!isOurs(event)) return
        // Says to the window that this place takes the file, which would otherwise go to the import.
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!isOurs(event)) return
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files[0])
      }}
    >
      {said.length === 0 ? null : (
        <div role="status" className="life-zone-said">
          {said.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </div>
      )}
      {children}
      <div className="life-zone-file">
        <Field label={words.file} hint={send.isPending ? words.fileReading : words.fileHint}>
          <input
            type="file"
            accept=".docx,.txt,.ics"
            disabled={send.isPending}
            onChange={(event) => {
              take(event.target.files?.[0])
              event.target.value = ''
            }}
          />
        </Field>
        {wrong ? (
          <span role="status" className="bad">
            {words.fileNotLife}
          </span>
        ) : null}
        {send.error === null ? null : <ProblemPanel error={send.error} />}
      </div>
    </div>
  )
}
