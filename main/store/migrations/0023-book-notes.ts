/**
 * What is noted of a document beside a link: what a view has to know where it looks at many documents under one link. Empty for links
 * that were kept before; the document itself says it then, until its next version. A change of what is written there empties the column.
 */
export const bookNotes = `
ALTER TABLE book_links ADD COLUMN note TEXT;
`;
