import type { FastifyInstance } from 'fastify'
import { platformProblem } from '../../contract.ts'
import { makeAtOnce } from './at-once.ts'
import { REQUEST_LIMITS, type RequestLimits } from './limits.ts'

/** Who is sending files just now. */
export interface Uploads {
  /** Runs `take` while it counts as one of the person's uploads. @throws platform.too-many-uploads */
  during<T>(person: string, take: () => Promise<T>): Promise<T>
}

export function makeUploads({ uploads, uploadsOfOne }: Pick<RequestLimits, 'uploads' | 'uploadsOfOne'>): Uploads {
  const running = makeAtOnce(uploads, uploadsOfOne)
  return {
    async during(person, take) {
      const end = running.begin(person)
      if (end === null) throw platformProblem('too-many-uploads')
      try {
        return await take()
      } finally {
        end()
      }
    },
  }
}

const counted = new WeakMap<object, Uploads>()

/** One count for the whole server, whichever room takes the files. */
export function uploadsOf({ server }: FastifyInstance): Uploads {
  const known = counted.get(server) ?? makeUploads(REQUEST_LIMITS)
  counted.set(server, known)
  return known
}
