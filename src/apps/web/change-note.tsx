import { ChangeNotePage } from '../../rooms/coverage/web/pages/change-note.tsx'
import { documentsApi } from './papers.ts'

/** The change note, with the address of its paper. */
export function ChangeNote() {
  return <ChangeNotePage paperOf={(id, to) => documentsApi.url('documents.changeNote', { id, to })} />
}
