/** The one origin of this program. Files of the disk (`file:`) have no origin and too many rights. */
export const APP_ORIGIN = 'app://main';
