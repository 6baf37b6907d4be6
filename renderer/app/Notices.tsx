import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { IconButton } from '../controls/IconButton.tsx';
import { dismissNotice, type Notice, useNotices } from '../state/notice-store.ts';
import { WorkNotices } from './WorkNotices.tsx';

const ICONS = { info: Info, error: CircleAlert, good: CircleCheck } as const;

/** Sentences at the foot of the window, and what is being worked on. */
export function Notices() {
  const notices = useNotices((state) => state.notices);
  return (
    <div className="notices" role="log" aria-live="polite" aria-label="Notices">
      <WorkNotices />
      {notices.map((notice) => (
        <NoticeBox key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeBox({ notice }: { readonly notice: Notice }) {
  const Icon = ICONS[notice.tone];
  return (
    <div className={`notice is-${notice.tone}`} role={notice.tone === 'error' ? 'alert' : 'status'}>
      <Icon size={16} aria-hidden />
      <span>{notice.text}</span>
      <IconButton label="Dismiss" onPress={() => dismissNotice(notice.id)}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  );
}
