import { z } from 'zod';

// Must run before any schema is made: zod otherwise probes for eval, which the page's policy reports as a violation.
z.config({ jitless: true });
