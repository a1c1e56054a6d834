import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { bytesText, momentText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { DownloadLink } from '../../../../platform/web/parts/download-link.tsx'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { AddEvidence } from '../../evidence/web/add-form.tsx'
import { evidenceApi } from '../../evidence/web/api.ts'
import type { OrganizationPage } from '../../contract.ts'
import { useOrganizationsWords } from '../words.ts'
import './organization.css'

/** Scanned replies, minutes and the like, with the way to add one and to take a wrong one back. */
export function EvidenceCard({ organization }: { readonly organization: OrganizationPage }) {
  const { organization: words } = useOrganizationsWords()
  const [adding, setAdding] = useState(false)
  const [dropping, setDropping] = useState<string | null>(null)
  const blocked = organization.changeable ? null : words.notChangeable
  return (
    <Card
      title={words.evidence}
      extra={
        <ReasonButton
          size="small"
          type="link"
          needs="organizations.addEvidence"
          reason={blocked}
          onClick={() => setAdding(true)}
        >
          {words.evidenceAdd}
        </ReasonButton>
      }
    >
      {organization.evidence.length === 0 ? (
        <p className="card-body muted">{words.evidenceNone}</p>
      ) : (
        <ul className="organization-lines num">
          {organization.evidence.map(({ id, name, size, about, at }) => (
            <li key={id}>
              <DownloadLink href={evidenceApi.url('organizations.getEvidence', { id })}>{name}</DownloadLink>{' '}
              <ReasonButton
                size="small"
                type="link"
                needs="organizations.dropEvidence"
                reason={blocked}
                onClick={() => setDropping(id)}
              >
                {words.evidenceDrop}
              </ReasonButton>
              <small>{[about, bytesText(size), momentText(at)].join('；')}</small>
            </li>
          ))}
        </ul>
      )}
      <SidePanel open={adding} title={words.evidenceAdd} onClose={() => setAdding(false)}>
        <AddEvidence
          to={evidenceApi.url('organizations.addEvidence', { id: organization.id })}
          onDone={() => setAdding(false)}
        />
      </SidePanel>
      <SidePanel open={dropping !== null} title={words.evidenceDrop} onClose={() => setDropping(null)}>
        {dropping === null ? null : <DropForm id={dropping} onDone={() => setDropping(null)} />}
      </SidePanel>
    </Card>
  )
}

function DropForm({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { organization: words, form } = useOrganizationsWords()
  const [reason, setReason] = useState('')
  const send = useMutation({
    mutationFn: () => evidenceApi.call('organizations.dropEvidence', { id, reason: reason.trim() }),
    onSuccess: () => {
      void refreshAll()
      onDone()
    },
  })
  const why = reason.trim().length < 2 ? form.needReason : null
  return (
    <Form onSend={() => why === null && send.mutate()}>
      <Field label={words.evidenceDropWhy}>
        <textarea value={reason} maxLength={400} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {send.error === null ? null : <ProblemPanel error={send.error} />}
      <div>
        <ReasonButton type="primary" htmlType="submit" reason={why} loading={send.isPending}>
          {words.evidenceDrop}
        </ReasonButton>
      </div>
    </Form>
  )
}
