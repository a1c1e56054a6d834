import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Popover } from 'antd'
import { useRef } from 'react'
import { countText, shareText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { fill } from '../../../../platform/web/parts/fill.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import type { ImportView } from '../../contract.ts'
import { unitsApi } from '../api.ts'
import { comparable } from './certain.ts'
import { FileLines } from './file-lines.tsx'
import { canAddTo, uploadMore } from './uploads.ts'
import type { Compare } from './use-compare.ts'
import { useImportWords } from './words.ts'

/** The files of this import, what will be written, and the one button that writes it. */
export function FilesCard({ one, compare }: { readonly one: ImportView; readonly compare: Compare }) {
  const { one: words } = useImportWords()
  const { map } = useSearch({ from: '/import/$id' })
  const asking = one.state === 'mapping' || (one.state === 'ready' && map === 'open')
  return (
    <Card title={words.files} note={words.filesCount(one.files.length)} extra={<AddFile one={one} />}>
      <FileLines one={one} />
      {one.state === 'ready' ? <Sum one={one} /> : null}
      {asking ? (
        <div className="import-do">
          <ReasonButton
            type="primary"
            loading={compare.isPending}
            reason={comparable(one.sheets) ? null : words.compareOff}
            onClick={() => compare.mutate()}
          >
            {one.state === 'mapping' ? words.compare : words.compareAgain}
          </ReasonButton>
          <Discard one={one} />
        </div>
      ) : one.state === 'ready' || one.state === 'reading' || one.state === 'comparing' ? (
        <Commit one={one} />
      ) : null}
      {compare.error === null ? null : <ProblemPanel error={compare.error} />}
    </Card>
  )
}

function Sum({ one }: { readonly one: ImportView }) {
  const { one: words } = useImportWords()
  return (
    <div className="import-sum num">
      <div>{one.sentence}</div>
      {one.counts.cellsTaken === 0 ? null : (
        <div>{fill(words.cells, { n: <b>{countText(one.counts.cellsTaken)}</b> })}</div>
      )}
      {one.root === null ? null : (
        <div title={one.root.why}>{words.root(one.root.name, shareText(one.root.share))}</div>
      )}
    </div>
  )
}

function Commit({ one }: { readonly one: ImportView }) {
  const { one: words } = useImportWords()
  const client = useQueryClient()
  const commit = useMutation({
    mutationFn: () => unitsApi.call('units.commitImport', { id: one.id }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['units.getImport', { id: one.id }] }),
  })
  const { counts } = one
  const nothing = counts.new + counts.changed + counts.suspicious + counts.doubtful === 0
  const reason = one.state !== 'ready' ? words.notReady : nothing ? words.nothing : null
  return (
    <>
      <div className="import-do">
        <ReasonButton type="primary" reason={reason} loading={commit.isPending} onClick={() => commit.mutate()}>
          {words.commit}
        </ReasonButton>
        <Discard one={one} />
        <span className="faint">{words.laterNote}</span>
      </div>
      {commit.error === null ? null : <ProblemPanel error={commit.error} />}
    </>
  )
}

/** “先不写” leaves it for later; giving it up for good is asked for once more, in place. */
function Discard({ one }: { readonly one: ImportView }) {
  const { one: words } = useImportWords()
  const client = useQueryClient()
  const navigate = useNavigate()
  const discard = useMutation({
    mutationFn: () => unitsApi.call('units.discardImport', { id: one.id }),
    onSuccess: async () => {
      await navigate({ to: '/import' })
      client.removeQueries({ queryKey: ['units.getImport', { id: one.id }] })
      await client.invalidateQueries({ queryKey: ['units.listImports'] })
    },
  })
  return (
    <Popover
      trigger="click"
      placement="bottom"
      arrow={false}
      content={
        <div className="row">
          <Button size="small" onClick={() => void navigate({ to: '/import' })}>
            {words.keepForLater}
          </Button>
          <Button size="small" danger loading={discard.isPending} onClick={() => discard.mutate()}>
            {words.discard}
          </Button>
        </div>
      }
    >
      <Button>{words.later}</Button>
    </Popover>
  )
}

function AddFile({ one }: { readonly one: ImportView }) {
  const { one: words } = useImportWords()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  if (one.state !== 'mapping' && one.state !== 'ready') return null
  const add = async (files: readonly File[]): Promise<void> => {
    await navigate({ to: '/import' })
    const id = await uploadMore(one.id, files)
    if (id !== null) await navigate({ to: '/import/$id', params: { id } })
  }
  return (
    <>
      <ReasonButton
        size="small"
        type="link"
        reason={canAddTo(one.id) ? null : words.anotherOff}
        onClick={() => input.current?.click()}
      >
        {words.another}
      </ReasonButton>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words.another}
        onChange={(event) => void add([...(event.target.files ?? [])])}
      />
    </>
  )
}
