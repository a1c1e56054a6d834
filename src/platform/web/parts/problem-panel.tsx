import { Button } from 'antd'
import { ApiProblem, UNREACHABLE } from '../api/problem.ts'
import { usePlatformWords } from '../words.ts'
import './empty-state.css'

interface Said {
  readonly words: string
  readonly where?: string | null
  readonly why?: string | null
  readonly remedy?: string | null
  readonly request?: string | null
}

const detail = (problem: ApiProblem, key: string): string | null => {
  const value = problem.details[key]
  return typeof value === 'string' && value !== '' ? value : null
}

/** What, where, why, remedy and request id of a failure; the words are the server's own where it has some. */
export function useProblemWords(): (error: unknown) => Said {
  const { problem: words } = usePlatformWords()
  return (error) => {
    if (!(error instanceof ApiProblem)) {
      return { words: words.unknown, why: error instanceof Error ? error.message : null, remedy: words.unknownRemedy }
    }
    if (error.code === UNREACHABLE) {
      return { words: words.unreachable, why: words.unreachableWhy, remedy: words.unreachableRemedy }
    }
    const known = error.message !== ''
    // The words of a room's problem often hold the reason already (`不能撤回：{why}`); it is not said twice.
    const once = (text: string | null): string | null => (text !== null && error.message.includes(text) ? null : text)
    return {
      words: known ? error.message : words.unknown,
      where: once(detail(error, 'where')),
      why: once(detail(error, 'why')),
      remedy: once(detail(error, 'remedy')) ?? (known ? null : words.unknownRemedy),
      request: error.status >= 500 || !known ? once(error.requestId) : null,
    }
  }
}

export function ProblemPanel({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const words = usePlatformWords()
  const said = useProblemWords()(error)
  const lines = [
    [words.problem.where, said.where],
    [words.problem.why, said.why],
    [words.problem.remedy, said.remedy],
    [words.problem.request, said.request],
  ].filter((line): line is [string, string] => typeof line[1] === 'string')
  return (
    <div className="problem" role="alert">
      <div className="problem-words">{said.words}</div>
      {lines.length === 0 ? null : (
        <dl>{lines.map(([name, text]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-text`}>{text}</dd>])}</dl>
      )}
      {onRetry === undefined ? null : (
        <div className="problem-actions">
          <Button size="small" onClick={onRetry}>
            {words.retry}
          </Button>
        </div>
      )}
    </div>
  )
}
