import { shellVariables } from '../../remote/shell-variables.ts';
import { fine, type Judgement, type PreflightCheck, type PreflightSubject, stop } from '../preflight-check.ts';

/** Room for the release and for what is saved, and the right to write there. */
export const freeSpace: PreflightCheck = {
  id: 'free-space',
  title: 'Free space',
  script: ({ paths }) => `
${shellVariables({ library: paths.library, state: paths.state })}
# The nearest folder above that is there already.
nearest() { folder=$1; while [ ! -d "$folder" ]; do folder=\${folder%/*}; folder=\${folder:-/}; done; echo "$folder"; }
space() {
  place=$(nearest "$2")
  fact "free-space.$1" "$(df -Pk "$place" 2>/dev/null | awk 'NR == 2 { print $4 }')"
  fact "free-space.$1.files" "$(df -Pi "$place" 2>/dev/null | awk 'NR == 2 && $2 > 0 { print $4 }')"
  fact "free-space.$1.writable" "$([ -w "$place" ] && echo yes || echo no)"
}
space library "$library"
space state "$state"
`,
  judge(facts, subject) {
    const { host, paths } = subject;
    const needed = neededKilobytes(subject);
    const remarks = (
      [
        ['library', parent(paths.library)],
        ['state', parent(paths.state)],
      ] as const
    ).flatMap(([place, folder]): Judgement[] => {
      const free = Number(facts.one(`free-space.${place}`) ?? Number.NaN);
      const files = Number(facts.one(`free-space.${place}.files`) ?? Number.NaN);
      if (facts.one(`free-space.${place}.writable`) === 'no')
        return [stop(`${folder} of ${host.name} cannot be written to.`, 'Mount it read-write.')];
      if (free < needed)
        return [
          stop(`${host.name} has ${free} KiB left in ${folder}, but ${needed} KiB are needed.`, 'Make room there.'),
        ];
      if (files < NEEDED_FILES)
        return [
          stop(
            `${host.name} can make only ${files} more files in ${folder}, but needs ${NEEDED_FILES} (df -i ${folder}).`,
            'Delete files there.',
          ),
        ];
      return [];
    });
    return remarks.length > 0 ? remarks : [fine(`${host.name} has room for the release and for what is saved.`)];
  },
};

const NEEDED_FILES = 64;

/** The release three times (being written, the copy that is replaced, its trial) and the saved rules, with room to breathe. */
function neededKilobytes({ release }: PreflightSubject): number {
  const bytes = release.files.reduce((sum, file) => sum + Buffer.byteLength(file.text), 0);
  return Math.ceil((bytes * 3) / 1024) + 256;
}

function parent(path: string): string {
  return path.replace(/\/[^/]+$/, '') || '/';
}
