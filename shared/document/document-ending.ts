/** How the name of a document's file ends. */
export const DOCUMENT_ENDING = '.bridgewarden.json';
