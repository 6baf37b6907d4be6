import {
  Clock,
  EthernetPort,
  FileText,
  Globe,
  Hash,
  type LucideIcon,
  Monitor,
  Network,
  Plug,
  Server,
  SquareDashed,
  User,
  Workflow,
} from 'lucide-react';
import type { IdentifiedKind } from '../../shared/document/record-kind.ts';

export const KIND_ICONS = {
  host: Server,
  bridge: Network,
  port: Plug,
  interface: EthernetPort,
  guest: Monitor,
  external: Globe,
  group: SquareDashed,
  address: Hash,
  service: Workflow,
  user: User,
  interval: Clock,
  policy: FileText,
} as const satisfies Record<IdentifiedKind, LucideIcon>;
