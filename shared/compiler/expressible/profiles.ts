import type { Host, Profile } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';

/** The profile `scaled` is part of the format, but there is one way of writing rules so far: said, never passed over. */
export function profiles(host: Host, asked: Profile | undefined): Finding[] {
  if ((asked ?? host.settings?.profile) !== 'scaled') return [];
  return [
    {
      code: 'profile-scaled',
      severity: 'warning',
      message: `${host.name} asks for the profile "scaled", which this version writes like "readable": the meaning is the same, the walk through the rules is not shorter.`,
      objects: [host.id],
      field: 'settings.profile',
    },
  ];
}
