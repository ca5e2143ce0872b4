/** A PDF of one page with these lines in a font that every reader has. */
export function createPdf(lines: readonly string[]): Buffer {
  return write(lines);
}

/** A red square as JPEG 2000, which scans are packed with. */
const RED_SQUARE = Buffer.from(
  'AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAACAAAAAgAAw8HAAAAAAAPY29scgEAAAAAABAAAAClanAyY/9P/1EALwAAAAAACAAAAAgAAAAAAAAAAAAAAAgAAAAIAAAAAAAAAAAAAw8BAQ8BAQ8BAf9SAAwAAAABAQMEBAAB/1wADUCAiIiQiIiQiIiQ/2QAJQABQ3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS4w/5AACgAAAAAAJAAB/5PP/DAIB7eA3/iQEAE/gICAgICAgICA/9k=',
  'base64',
).toString('latin1');

/** A PDF of one page with nothing on it but a picture in its lower left quarter, in JPEG 2000. */
export function createScannedPdf(): Buffer {
  return writeFile([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>',
    streamOf('<<', 'q 200 0 0 200 0 0 cm /I Do Q'),
    streamOf('<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /Filter /JPXDecode', RED_SQUARE),
  ]);
}

/** A PDF like the first, but for nobody who lacks its password, which is lost. */
export function createLockedPdf(lines: readonly string[]): Buffer {
  const nonsense = `<${'5a'.repeat(32)}>`;
  return write(lines, `<< /Filter /Standard /V 1 /R 2 /P -4 /O ${nonsense} /U ${nonsense} >>`);
}

function write(lines: readonly string[], encryption?: string): Buffer {
  const escaped = lines.map((line) => line.replace(/[()\\]/g, '\\$&'));
  const content = `BT /F1 18 Tf 24 TL 60 700 Td ${escaped.map((line) => `(${line}) Tj T*`).join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    streamOf('<<', content),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  return writeFile(objects, encryption);
}

function streamOf(dictionary: string, content: string): string {
  return `${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function writeFile(contents: readonly string[], encryption?: string): Buffer {
  const objects = encryption ? [...contents, encryption] : contents;
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const lock = encryption ? ` /Encrypt ${objects.length} 0 R` : '';
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /ID [<01> <01>]${lock} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
