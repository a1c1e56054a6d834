import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { countText } from '../../../../../platform/web/format.ts'
import { ArticleText } from '../../../../../platform/web/parts/article-text.tsx'
import { ButtonLink } from '../../../../../platform/web/parts/button-link.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { SkeletonBlock } from '../../../../../platform/web/parts/skeleton.tsx'
import { MaskedHint } from '../../../../access/web/public.tsx'
import type { Post, PostsPage } from '../../contract.ts'
import { howNames, postNames } from '../../rules/post-kinds.ts'
import { postsApi } from '../api.ts'
import { usePostsWords } from '../words.ts'
import { AppointForm, CorrectForm, EndForm } from './post-forms.tsx'
import { RecordTermForm, ShiftForm, WithdrawTermForm } from './term-forms.tsx'
import { TermLine } from './term-line.tsx'
import '../../../../../platform/web/parts/field.css'
import './posts.css'

/** One form is open at a time: its name, and of a post or a term its id. */
type Doing = string | null

/** Who holds which post since when, until when the term runs, and what may be done about it. */
export function PostsPanel({ organization }: { readonly organization: string }) {
  const words = usePostsWords()
  const query = useQuery(postsApi.query('posts.get', { id: organization }))
  const [doing, setDoing] = useState<Doing>(null)
  const page = query.data
  if (query.error !== null && page === undefined) {
    return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
  }
  if (page === undefined) return <SkeletonBlock height={200} />
  const done = (): void => setDoing(null)
  return (
    <>
      <Says page={page} />
      <ul className="posts-list num" aria-label={words.card}>
        {page.posts.map((post) => (
          <PostLine key={post.id} post={post} changeable={page.changeable} doing={doing} onDoing={setDoing} />
        ))}
      </ul>
      {page.changeable ? <Acts page={page} organization={organization} doing={doing} onDoing={setDoing} /> : null}
      {doing === 'appoint' ? <AppointForm organization={organization} onDone={done} /> : null}
      {doing === 'term' ? <RecordTermForm organization={organization} no={page.nextNo} onDone={done} /> : null}
      {doing === 'shift' && page.term !== null ? <ShiftForm term={page.term} onDone={done} /> : null}
      {doing === 'withdraw' && page.term !== null ? <WithdrawTermForm term={page.term} onDone={done} /> : null}
      <ul className="posts-list num" aria-label={words.terms}>
        {page.terms.map((term) => (
          <TermLine key={term.id} term={term} />
        ))}
      </ul>
      {page.past.length === 0 ? null : (
        <details>
          <summary className="posts-says">{words.past(countText(page.past.length))}</summary>
          <ul className="posts-list num">
            {page.past.map((post) => (
              <PostLine key={post.id} post={post} changeable={page.changeable} doing={doing} onDoing={setDoing} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Says({ page }: { readonly page: PostsPage }) {
  return (
    <div className="posts-says num">
      <p>
        {page.sentence} <MaskedHint />
      </p>
      {page.weak.map(({ rule, words, article }) => (
        <div key={rule}>
          <p className="bad">{words}。</p>
          <ArticleText article={article} />
        </div>
      ))}
      <ArticleText article={page.article} />
    </div>
  )
}

function Acts({
  page,
  organization,
  doing,
  onDoing,
}: {
  readonly page: PostsPage
  readonly organization: string
  readonly doing: Doing
  readonly onDoing: (doing: Doing) => void
}) {
  const { acts: words } = usePostsWords()
  const button = (key: string, needs: string, name: string) => (
    <ReasonButton needs={needs} aria-expanded={doing === key} onClick={() => onDoing(doing === key ? null : key)}>
      {name}
    </ReasonButton>
  )
  return (
    <div className="posts-acts no-print">
      {page.years === null ? null : (
        <ButtonLink to="/election" search={{ organization }}>
          {words.elect}
        </ButtonLink>
      )}
      {button('appoint', 'posts.appoint', words.appoint)}
      {page.years === null ? null : button('term', 'posts.recordTerm', words.recordTerm)}
      {page.term === null ? null : button('shift', 'posts.shiftTerm', words.shift)}
      {page.term === null ? null : button('withdraw', 'posts.withdrawTerm', words.withdrawTerm)}
    </div>
  )
}

function PostLine({
  post,
  changeable,
  doing,
  onDoing,
}: {
  readonly post: Post
  readonly changeable: boolean
  readonly doing: Doing
  readonly onDoing: (doing: Doing) => void
}) {
  const words = usePostsWords()
  const toggle = (key: string): void => onDoing(doing === key ? null : key)
  const act = (key: string, needs: string, name: string) => (
    <ReasonButton type="link" size="small" needs={needs} onClick={() => toggle(`${key} ${post.id}`)}>
      {name}
    </ReasonButton>
  )
  return (
    <li>
      <span>{postNames[post.post]}</span>
      <span>
        {post.name}
        {post.phone === null ? null : ` ${post.phone}`}{' '}
        <small>
          {howNames[post.how]}，{post.to === null ? words.from(post.from) : words.untilTo(post.from, post.to)}
          {post.votes === null ? null : `，${words.votes(countText(post.votes))}`}
        </small>
      </span>
      <span className="no-print">
        {changeable && post.to === null ? act('end', 'posts.end', words.acts.end) : null}
        {changeable ? act('correct', 'posts.correct', words.acts.correct) : null}
      </span>
      {doing === `end ${post.id}` ? <EndForm post={post} onDone={() => onDoing(null)} /> : null}
      {doing === `correct ${post.id}` ? <CorrectForm post={post} onDone={() => onDoing(null)} /> : null}
    </li>
  )
}
