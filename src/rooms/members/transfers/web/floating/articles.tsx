import { useQuery } from '@tanstack/react-query'
import { ArticleText } from '../../../../../platform/web/parts/article-text.tsx'
import { floatingApi } from '../api.ts'
import { useTransfersWords } from '../words.ts'

/** Where it is written: of the floating without `without`, or `only` those named. */
export function Articles({
  only,
  without = [],
}: {
  readonly only?: readonly string[]
  readonly without?: readonly string[]
}) {
  const { floating: words } = useTransfersWords()
  const all = useQuery(floatingApi.query('floating.count', {})).data?.articles ?? []
  const shown = all.filter(({ rule }) => (only === undefined || only.includes(rule)) && !without.includes(rule))
  if (shown.length === 0) return null
  return (
    <section>
      <h3>{words.drawer.articles}</h3>
      {shown.map((article) => (
        <ArticleText key={article.rule} article={article} />
      ))}
    </section>
  )
}
