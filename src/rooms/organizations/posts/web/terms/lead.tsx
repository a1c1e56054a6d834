import { countText } from '../../../../../platform/web/format.ts'
import type { Output } from '../../../../../platform/web/api/client.ts'
import { FigureLink } from '../../../../../platform/web/parts/figure.tsx'
import { fill } from '../../../../../platform/web/parts/fill.tsx'
import type { postsEndpoints } from '../../contract.ts'
import type { TermsSearch } from '../search.ts'
import { usePostsWords } from '../words.ts'

export type TermCounts = Output<typeof postsEndpoints, 'posts.termCounts'>

/** How terms stand, in a sentence whose figures open their rows. */
export function TermsLead({ counts }: { readonly counts: TermCounts }) {
  const { termsPage: words } = usePostsWords()
  if (counts.total === 0) return words.leadEmpty
  const link = (state: TermsSearch['state'], n: number, weak?: TermsSearch['weak']) => (
    <FigureLink to="/terms" search={{ state, weak }}>
      {countText(n)}
    </FigureLink>
  )
  return (
    <>
      {fill(words.lead, {
        total: link(undefined, counts.total),
        overdue: link('overdue', counts.overdue),
        notice: link('notice', counts.notice),
        months: countText(counts.noticeMonths),
        none: link('none', counts.none),
        vacant: link('vacant', counts.vacant),
      })}
      {counts.weak.length === 0
        ? null
        : fill(words.weakLead, {
            weak: counts.weak.map(({ rule, words: name, n }, at) => (
              <span key={rule}>
                {at === 0 ? '' : '、'}
                {words.weakOne(name)}
                {link('weak', n, rule)}
              </span>
            )),
          })}
    </>
  )
}
