type Environment = Readonly<Record<string, string | undefined>>

/** Single sign-on, where the office has it: an OpenID Connect provider, told by the environment. */
export interface SingleSignOn {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Which claim holds the username here, e.g. `preferred_username`, `email`. */
  readonly claim: string
  /** What the button says. */
  readonly label: string
  /** For trying out only: a provider without TLS, on this machine. */
  readonly insecure: boolean
}

export function readSingleSignOn(env: Environment): SingleSignOn | null {
  const issuer = env['JUXIN_OIDC_ISSUER']
  const clientId = env['JUXIN_OIDC_CLIENT_ID']
  const clientSecret = env['JUXIN_OIDC_CLIENT_SECRET']
  if (!issuer || !clientId || !clientSecret) return null
  return {
    issuer,
    clientId,
    clientSecret,
    claim: env['JUXIN_OIDC_CLAIM'] || 'preferred_username',
    label: env['JUXIN_OIDC_LABEL'] || '单点登录',
    insecure: /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/.test(issuer),
  }
}

export function singleSignOnLabel(env: Environment): string | null {
  return readSingleSignOn(env)?.label ?? null
}
