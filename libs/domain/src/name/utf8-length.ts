/** How many bytes a text takes in UTF-8. Counted by hand, because `TextEncoder` is not everywhere. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit <= 0xdfff)
      bytes += 2; // each half of a pair: four bytes together
    else bytes += 3;
  }
  return bytes;
}
