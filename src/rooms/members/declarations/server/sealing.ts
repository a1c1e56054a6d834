import type { Secrets } from '../../../../platform/server/secrets.ts'
import type { Said } from './stored.ts'

/**
 * Keys by which a declaration is found in the declarations' own list. Their kinds occur nowhere else, so that no key of a
 * declared person ever equals one of a member, an applicant or a number in the vault.
 */
export function declaredNameHash(secrets: Secrets, name: string): string {
  return secrets.hash('declared-name', plain(name))
}

export function declaredPhoneHash(secrets: Secrets, phone: string): string {
  return secrets.hash('declared-phone', plain(phone).replaceAll(/[-()]/g, ''))
}

export function codeHash(secrets: Secrets, code: string): string {
  return secrets.hash('declaration-code', code)
}

function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s\u2010-\u2015]/g, '')
}

export function sealSaid(secrets: Secrets, said: Said): string {
  return secrets.seal(JSON.stringify(said))
}

export function openSaid(secrets: Secrets, sealed: string | null): Said {
  // Written by `sealSaid` and nothing else.
  return sealed === null
    ? { relation: null, workplace: null, joined: null }
    : (JSON.parse(secrets.open(sealed)) as Said)
}

export function openSealed(secrets: Secrets, sealed: string | null): string | null {
  return sealed === null ? null : secrets.open(sealed)
}
