import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DiffView } from './DiffView.tsx';

// Monaco needs a real browser: what is asked of it is seen here, what it draws in the journeys.
vi.mock('./DiffEditor.tsx', () => ({
  DiffEditor: (shown: { label: string; before: string; after: string }) => (
    <p data-testid="diff">{`${shown.label}: ${shown.before} > ${shown.after}`}</p>
  ),
}));

afterEach(cleanup);

const equal = { name: 'IPv6 rules', before: '-A FORWARD \n', after: '-A FORWARD\n' };
const differing = { name: 'IPv4 rules', before: 'old', after: 'new' };

function show(...files: { name: string; before: string; after: string }[]) {
  render(<DiffView files={files} beforeTitle="deployed" afterTitle="drawing" same={<p>Nothing differs.</p>} />);
}

describe('a comparison', () => {
  it('begins with the first file that differs, and says of the others that they do not', () => {
    show(equal, differing);
    expect(screen.getByTestId('diff').textContent).toBe('IPv4 rules: old > new');
    expect(screen.getByRole('button', { name: /File/ }).textContent).toContain('IPv4 rules');
    expect(screen.getByText('IPv6 rules (no difference)')).toBeTruthy();
  });

  it('says that nothing differs instead of showing two equal texts, blanks at line ends apart', () => {
    show(equal);
    expect(screen.queryByTestId('diff')).toBeNull();
    expect(screen.getByText('Nothing differs.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Next change/ })).toBeNull();
  });
});
