import { describeError } from '../../platform/server/http/log.ts'
import { servedRequest } from '../../platform/server/http/request-id.ts'

/**
 * Errors that nobody caught. A promise that nobody waited for harms nothing else: it is written down and the server goes
 * on. After an exception out of nowhere nobody knows what is half done: the server is closed in order, so that the next
 * start finds everything committed or rolled back.
 */
export function catchTheRest(end: () => void): () => void {
  const note = (what: string, error: unknown): void => {
    process.stderr.write(
      `${JSON.stringify({ level: 'error', what, request: servedRequest(), error: describeError(error) })}\n`,
    )
  }
  const rejected = (error: unknown): void => note('unhandled rejection', error)
  const thrown = (error: unknown): void => {
    note('uncaught exception', error)
    end()
  }
  process.on('unhandledRejection', rejected)
  process.on('uncaughtException', thrown)
  return () => {
    process.off('unhandledRejection', rejected)
    process.off('uncaughtException', thrown)
  }
}
