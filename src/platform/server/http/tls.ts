import { readFileSync, watchFile, unwatchFile } from 'node:fs'
import type { Server } from 'node:https'
import { platformProblem } from '../../contract.ts'
import type { Config } from '../config.ts'

type Files = NonNullable<Config['tls']>

export interface Certificate {
  readonly cert: Buffer
  readonly key: Buffer
}

/** @throws platform.certificate-unreadable */
export function readCertificate({ cert, key }: Files): Certificate {
  try {
    return { cert: readFileSync(cert), key: readFileSync(key) }
  } catch (error) {
    throw platformProblem('certificate-unreadable', { why: error instanceof Error ? error.message : String(error) })
  }
}

/**
 * Certificates are renewed every few weeks by a program that writes new files: the server takes them up without being
 * started again. Files are looked at, not watched, because renewals replace links and folders. A pair that does not fit
 * (the key is written a moment after the certificate) leaves the old one in place until the next look.
 */
export function followCertificate(
  server: Server,
  files: Files,
  onProblem: (error: unknown) => void,
  interval: number,
): () => void {
  const renew = (): void => {
    try {
      server.setSecureContext(readCertificate(files))
    } catch (error) {
      onProblem(error)
    }
  }
  const paths = [files.cert, files.key]
  for (const path of paths) watchFile(path, { interval, persistent: false }, renew)
  return () => {
    for (const path of paths) unwatchFile(path, renew)
  }
}
