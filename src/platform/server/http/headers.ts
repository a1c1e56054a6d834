/**
 * What every answer carries. No inline script runs, nothing is loaded from or sent to anywhere else, nobody frames the
 * pages. Styles may stand inline: see SECURITY.md for why. There are no CORS headers at all: no other origin reads us.
 */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const UNUSED = ['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'magnetometer', 'microphone']

const ALWAYS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // `no-referrer` would make browsers hide the origin of our own forms.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': [...UNUSED, 'payment', 'usb'].map((name) => `${name}=()`).join(', '),
}

/** A year, and only this name: what else runs under the office's domain is not ours to decide. */
const ONLY_ENCRYPTED = 'max-age=31536000'

export function securityHeaders(path: string, encrypted: boolean): Record<string, string> {
  return {
    ...ALWAYS,
    ...(encrypted ? { 'strict-transport-security': ONLY_ENCRYPTED } : {}),
    ...(path.startsWith('/api/') || path === '/metrics' ? { 'cache-control': 'no-store' } : {}),
  }
}
