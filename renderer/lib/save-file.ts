/** Offers text as a file to save; the parts are written one after the other as UTF-8. */
export function saveTextFile(fileName: string, type: string, parts: readonly string[]): void {
  saveFile(fileName, type, parts);
}

/** Offers a file to save, through the page's own download; the parts are written one after the other, text as UTF-8. */
export function saveFile(fileName: string, type: string, parts: readonly BlobPart[]): void {
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download holds on to the content by itself once the click was handled.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}
