import { platformProblem } from '../../contract.ts'
import type { RequestLimits } from './limits.ts'

/** Who is sending files just now. */
export interface Uploads {
  /** Runs `take` while it counts as one of the person's uploads. @throws platform.too-many-uploads */
  during<T>(person: string, take: () => Promise<T>): Promise<T>
}

export function makeUploads({ uploads, uploadsOfOne }: Pick<RequestLimits, 'uploads' | 'uploadsOfOne'>): Uploads {
  const running = new Map<string, number>()
  let all = 0
  return {
    async during(person, take) {
      const own = running.get(person) ?? 0
      if (own >= uploadsOfOne || all >= uploads) throw platformProblem('too-many-uploads')
      running.set(person, own + 1)
      all++
      try {
        return await take()
      } finally {
        all--
        const left = (running.get(person) ?? 1) - 1
        if (left === 0) running.delete(person)
        else running.set(person, left)
      }
    },
  }
}
