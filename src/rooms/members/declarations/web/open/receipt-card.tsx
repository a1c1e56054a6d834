import { Button } from 'antd'
import { CopyButton } from '../../../../../platform/web/parts/copy-button.tsx'
import { focusOn } from '../../../../../platform/web/parts/focus-on.ts'
import { PrintSheet } from '../../../../../platform/web/parts/print-sheet.tsx'
import type { Notice, Receipt } from './notice.ts'
import { useOpenWords } from './words.ts'

/** What the person takes away: the code that is never shown again, and until when they will hear. Without their name. */
export function ReceiptCard({
  receipt,
  notice,
  onLeave,
}: {
  readonly receipt: Receipt
  readonly notice: Notice
  readonly onLeave: () => void
}) {
  const { receipt: words } = useOpenWords()
  return (
    <div className="form">
      <p role="status" tabIndex={-1} ref={focusOn}>
        {words.lead(receipt.by)}
      </p>
      <div className="field">
        <span>{words.code}</span>
        <code className="leaf-code num">{receipt.code}</code>
      </div>
      <p>
        <b>{words.once}</b>
      </p>
      <p className="muted">{words.lost}</p>
      <div className="leaf-do">
        <Button type="primary" onClick={() => window.print()}>
          {words.print}
        </Button>
        <CopyButton text={receipt.code}>{words.copy}</CopyButton>
        <Button onClick={onLeave}>{words.done}</Button>
      </div>
      <p className="faint">{words.leave}</p>
      <PrintSheet>
        <ReceiptPaper receipt={receipt} notice={notice} />
      </PrintSheet>
    </div>
  )
}

/** The same on paper; also what the office hands out for a form that came on paper. */
export function ReceiptPaper({ receipt, notice }: { readonly receipt: Receipt; readonly notice: Notice }) {
  const { receipt: words } = useOpenWords()
  const lines = [
    [words.day, receipt.day],
    [words.by, receipt.by],
    [words.code, <code key="code">{receipt.code}</code>],
    [words.handler, notice.consent.handler],
    [words.where, notice.address === null ? null : `${notice.address}/declare/withdraw`],
  ] as const
  return (
    <section>
      <h2>{words.paper}</h2>
      {lines.map(([name, value]) =>
        value === null ? null : (
          <p key={name}>
            {name}　{value}
          </p>
        ),
      )}
      <p>{words.once}</p>
      <p>{words.paperNote}</p>
    </section>
  )
}
