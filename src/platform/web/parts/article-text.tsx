import type { Article } from '../../../kernel/shapes.ts'
import { usePlatformWords } from '../words.ts'

/** `《…条例》第四条`: the name alone, for a line under a figure. */
export function ArticleName({ article }: { readonly article: Pick<Article, 'regulation' | 'article'> }) {
  return (
    <>
      {inMarks(article.regulation)}
      {article.article}
    </>
  )
}

/** Title marks round a regulation's title, its number behind them: `《…意见（试行）》（中办发〔2012〕11号）`. */
function inMarks(regulation: string): string {
  if (regulation.startsWith('《')) return regulation
  // Where no regulation was found, the words say so and are no title.
  if (regulation.startsWith('未查到')) return `${regulation}：`
  const number = /（[^（）]*〔\d{4}〕[^（）]*）$/.exec(regulation)?.[0] ?? ''
  const title = regulation.slice(0, regulation.length - number.length)
  return /〔\d{4}〕/.test(title) ? regulation : `《${title}》${number}`
}

/** Where a rule is written: name, text, and how sure it is that the text says so. */
export function ArticleText({ article }: { readonly article: Article }) {
  const words = usePlatformWords().article
  return (
    <details className="article">
      <summary>
        <ArticleName article={article} />
        {article.hard ? null : (
          <span className="tag article-tag" title={words.softWhy}>
            {words.soft}
          </span>
        )}
        {article.certainty === 'H' ? null : (
          <span className="tag tag-sand article-tag" title={words.sureWhy[article.certainty]}>
            {words.sure[article.certainty]}
          </span>
        )}
      </summary>
      <p>{article.text}</p>
    </details>
  )
}
