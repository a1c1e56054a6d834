import { createLink } from '@tanstack/react-router'
import { Button } from 'antd'

/** A button that goes to another page: a real link, so that it can be opened in a new tab or sent on. */
export const ButtonLink = createLink(Button)
