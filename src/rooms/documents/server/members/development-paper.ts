import type { DevelopmentPaper } from '../../../members/development/contract.ts'
import type { DevelopmentFacts } from '../../../members/development/server/public.ts'
import type { Paper } from '../organizations/founding-paper.ts'
import { course } from './course.ts'
import { admissionNotice, fullNotice, targetNotice } from './notices.ts'
import { classRecord, committeeTalkRecord, nurtureRecord, opinions, probationRecord, talkRecord } from './records.ts'
import { approvalReply, assignment, fullReply, preReviewReply } from './replies.ts'
import {
  activistReport,
  approvalReport,
  approvalRequest,
  fullRequest,
  preReviewRequest,
  targetReport,
} from './reports.ts'
import {
  activistResolution,
  committeeResolution,
  fullResolution,
  meetingResolution,
  targetResolution,
} from './resolutions.ts'
import { reviewLetter, reviewReport } from './review.ts'

type Template = (facts: DevelopmentFacts, today: string) => Paper

/** Each paper of the way to membership by its template. */
export const developmentPapers: Readonly<Record<DevelopmentPaper, Template>> = {
  'talk-record': talkRecord,
  'activist-resolution': activistResolution,
  'activist-report': activistReport,
  'nurture-record': nurtureRecord,
  opinions,
  'target-notice': targetNotice,
  'target-resolution': targetResolution,
  'target-report': targetReport,
  'review-letter': reviewLetter,
  'review-report': reviewReport,
  'class-record': classRecord,
  'committee-resolution': committeeResolution,
  'pre-review-request': preReviewRequest,
  'pre-review-reply': preReviewReply,
  'admission-notice': admissionNotice,
  'meeting-resolution': meetingResolution,
  'committee-talk-record': committeeTalkRecord,
  'approval-request': approvalRequest,
  'approval-reply': approvalReply,
  'approval-report': approvalReport,
  assignment,
  'probation-record': probationRecord,
  'full-notice': fullNotice,
  'full-resolution': fullResolution,
  'full-request': fullRequest,
  'full-reply': fullReply,
  course,
}
