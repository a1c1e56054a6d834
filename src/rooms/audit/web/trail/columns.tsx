import { countText, momentText } from '../../../../platform/web/format.ts'
import type { Column } from '../../../../platform/web/table/column.ts'
import type { TrailRow } from '../../contract.ts'
import { useTrailWords } from './words.ts'

/** A row of the trail in a line. */
export function useTrailColumns(): Column<TrailRow>[] {
  const words = useTrailWords()
  const { columns } = words
  return [
    { key: 'at', title: columns.at, width: '148px', render: ({ at }) => momentText(at) },
    {
      key: 'who',
      title: columns.who,
      width: '168px',
      render: ({ who, actingFor }) => (
        <>
          {who}
          {actingFor.length === 0 ? null : <span className="muted">（{words.acting(actingFor.join('、'))}）</span>}
        </>
      ),
    },
    { key: 'words', title: columns.words, width: '26%', render: ({ words: said }) => <span title={said}>{said}</span> },
    {
      key: 'subject',
      title: columns.subject,
      render: ({ subject, subjectName }) => {
        const name = subjectName ?? subject ?? '—'
        return <span title={name}>{name}</span>
      },
    },
    {
      key: 'kind',
      title: words.kind,
      width: '112px',
      render: ({ kind }) => (
        <span className={kind === 'permission' || kind === 'export' ? 'tag tag-sand' : 'tag'}>{words.kinds[kind]}</span>
      ),
    },
    { key: 'from', title: columns.from, width: '120px', render: ({ from }) => from },
    {
      key: 'seal',
      title: columns.seal,
      width: '88px',
      right: true,
      render: ({ seal }) => (seal === null ? <span className="muted">{words.waiting}</span> : countText(seal)),
    },
  ]
}
