import type { Article } from '../../../kernel/shapes.ts'
import { usePlatformWords } from '../words.ts'

/** `《…条例》第四条`: the name alone, for a line under a figure. */
export function ArticleName({ article }: { readonly article: Pick<Article, 'regulation' | 'article'> }) {
  const bare = /^[《〔]|〔\d{4}〕/.test(article.regulation)
  return (
    <>
      {bare ? article.regulation : `《${article.regulation}》`}
      {article.article}
    </>
  )
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
