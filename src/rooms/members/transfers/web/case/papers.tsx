import { routes } from 'virtual:routes'
import { urlOf } from '../../../../../platform/web/api/client.ts'
import { DownloadButton } from '../../../../../platform/web/parts/download-link.tsx'
import type { TransferPage } from '../../contract.ts'
import { useTransfersWords } from '../words.ts'

/** The letter of the sender and the receipt of the receiver, where that side is one's own; once documents make them. */
export function Papers({ found }: { readonly found: TransferPage }) {
  const { drawer: words } = useTransfersWords()
  if (routes['documents.transfers'] === undefined) return null
  const { id, from, to, state } = found
  const papers = [
    ...(from.mine && (state === 'draft' || state === 'issued') ? ['letter' as const] : []),
    ...(to.mine && state === 'received' ? ['receipt' as const] : []),
  ]
  if (papers.length === 0) return null
  const names = { letter: words.letterPaper, receipt: words.receiptPaper }
  return (
    <section>
      <h3>{words.papers}</h3>
      <div className="row row-wrap">
        {papers.map((paper) => (
          <DownloadButton key={paper} href={urlOf('documents.transfers', { id, paper })} needs="documents.transfers">
            {names[paper]}
          </DownloadButton>
        ))}
      </div>
    </section>
  )
}
