import * as z from 'zod';

// Imported before every schema: zod would otherwise try `new Function`, which our content security policy forbids and
// the browser reports, although zod swallows the error.
z.config({ jitless: true });
