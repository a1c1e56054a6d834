/**
 * What a caller may see: one office's ledger (`district` is the distribution key of every table) and the area subtrees
 * of it, as literal materialised-path prefixes. Only the gates of the server mint one, so a read or write that forgot
 * to ask for it does not compile.
 */
export interface Scope {
  readonly district: string
  /** Path prefixes; `['']` is the whole office. */
  readonly paths: readonly string[]
  /** Who acts, for the audit row. */
  readonly actor: string
  readonly __minted: unique symbol
}
