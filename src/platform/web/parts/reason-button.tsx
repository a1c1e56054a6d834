import { Button, Tooltip } from 'antd'
import type { ButtonProps } from 'antd'
import { useId } from 'react'
import type { Thing } from '../../../kernel/verbs.ts'
import { useWhyNots } from '../session/use-may.ts'

interface ReasonButtonProps extends Omit<ButtonProps, 'disabled'> {
  /** Why it may not be pressed now; null or undefined when it may. */
  readonly reason?: string | null | undefined
  /** The endpoint that it calls: whoever may not call it is told why, before any other reason. */
  readonly needs?: string | undefined
  /** Upon what it is to be used. */
  readonly on?: Thing
}

/**
 * A button that may not be pressed says why: on hover, on focus and to the screen reader. It stays focusable
 * (`aria-disabled`), since a disabled button is passed over by the keyboard and its reason would never be read.
 */
export function ReasonButton({
  reason: other,
  needs,
  on = null,
  onClick,
  children,
  className = '',
  ...rest
}: ReasonButtonProps) {
  const id = useId()
  const whyNot = useWhyNots()
  const reason = (needs === undefined ? null : whyNot(needs, on)) ?? other
  if (reason == null) {
    return (
      <Button {...rest} className={className} onClick={onClick}>
        {children}
      </Button>
    )
  }
  const { type, loading: _loading, href: _href, ...quiet } = rest
  return (
    <Tooltip title={reason} trigger={['hover', 'focus']}>
      <Button
        {...quiet}
        type={type === 'link' ? 'link' : 'default'}
        className={`${className} reason-off`}
        aria-disabled="true"
        aria-describedby={id}
      >
        {children}
        <span id={id} className="sr-only">
          {reason}
        </span>
      </Button>
    </Tooltip>
  )
}
