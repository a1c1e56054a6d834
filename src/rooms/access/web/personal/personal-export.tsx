import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { urlOf } from '../../../../platform/web/api/client.ts'
import { ApiProblem } from '../../../../platform/web/api/problem.ts'
import { saveFile } from '../../../../platform/web/api/save-file.ts'
import { DownloadButton } from '../../../../platform/web/parts/download-link.tsx'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { MenuButton } from '../../../../platform/web/parts/menu-button.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { useSession } from '../../../../platform/web/session/session.ts'
import { useWhyNot } from '../../../../platform/web/session/use-may.ts'
import { personalApi } from '../api.ts'
import { usePersonalWords } from './words.ts'
import '../../../../platform/web/parts/field.css'

interface Asked {
  readonly endpoint: string
  readonly input: Readonly<Record<string, unknown>>
}

/**
 * A link to a file in which names may stand. Masked it is a plain link; with a purpose stated it is fetched, so that a
 * refusal for want of a second person's release is answered by asking for one.
 */
export function PersonalExport({
  endpoint,
  input,
  onDone,
  children,
}: Asked & { readonly onDone?: () => void; readonly children: ReactNode }) {
  const { exporting: words } = usePersonalWords()
  const purpose = useSession().person?.purpose ?? null
  const fetching = useMutation({ mutationFn: saveFile })
  const href = urlOf(endpoint, input)
  if (purpose === null) {
    return (
      <a href={href} download onClick={onDone}>
        {children}
      </a>
    )
  }
  const { error } = fetching
  const needed = error instanceof ApiProblem && error.code === 'personal.release-needed'
  return (
    <div className="form">
      <span>
        <button
          type="button"
          className="link-button"
          disabled={fetching.isPending}
          onClick={() => fetching.mutate(href, { onSuccess: () => onDone?.() })}
        >
          {children}
        </button>
        {fetching.isPending ? <small className="muted">　{words.busy}</small> : null}
      </span>
      {error === null ? null : <ProblemPanel error={error} />}
      {needed ? <AskRelease endpoint={endpoint} input={input} purpose={purpose.words} /> : null}
    </div>
  )
}

/** The same as a button in the head of a page. */
export function PersonalExportButton({ endpoint, input, children }: Asked & { readonly children: ReactNode }) {
  const { exporting: words } = usePersonalWords()
  const purpose = useSession().person?.purpose ?? null
  const refused = useWhyNot(endpoint)
  if (refused !== null || purpose === null) {
    return (
      <DownloadButton href={urlOf(endpoint, input)} needs={endpoint}>
        {children}
      </DownloadButton>
    )
  }
  return (
    <MenuButton label={children} placement="bottomRight">
      {(close) => (
        <>
          <PersonalExport endpoint={endpoint} input={input} onDone={close}>
            {words.file}
          </PersonalExport>
          <p className="faint">{words.why}</p>
        </>
      )}
    </MenuButton>
  )
}

function AskRelease({ endpoint, input, purpose: stated }: Asked & { readonly purpose: string }) {
  const { exporting: words } = usePersonalWords()
  const [purpose, setPurpose] = useState(stated)
  const ask = useMutation({
    mutationFn: () =>
      personalApi.call('personal.askRelease', { export: endpoint, query: queryText(input), purpose: purpose.trim() }),
  })
  if (ask.data !== undefined) {
    return (
      <p role="status" className="in-text">
        {ask.data.sentence}
        {words.asked} <Link to="/releases">{words.toReleases}</Link>
      </p>
    )
  }
  const missing = purpose.trim().length < 2 ? words.short : null
  return (
    <Form onSend={() => (missing === null ? ask.mutate() : undefined)}>
      <Field label={words.purpose}>
        <input maxLength={200} value={purpose} onChange={(event) => setPurpose(event.target.value)} />
      </Field>
      {ask.error === null ? null : <ProblemPanel error={ask.error} />}
      <div>
        <ReasonButton type="primary" htmlType="submit" reason={missing} loading={ask.isPending}>
          {words.ask}
        </ReasonButton>
      </div>
    </Form>
  )
}

/** The selection with the parts that stand in the path, as the server compares it. */
function queryText(input: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(input).filter(([, value]) => value !== undefined && value !== null && value !== '')
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
}
