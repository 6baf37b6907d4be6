import { configure } from '@testing-library/react';

// As vitest.patience.ts says for all other waiting; the default of one second is too short on a busy machine.
configure({ asyncUtilTimeout: 60_000 });
