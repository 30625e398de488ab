// Fills the text fields of a form as pdf.js does when a browser saves it: pdfjs.mjs PDF.JS IN OUT VALUES.json
import fs from "node:fs";
const [library, source, target, values] = process.argv.slice(2);
const pdfjs = await import(library);
const wanted = JSON.parse(fs.readFileSync(values, "utf8"));
const data = new Uint8Array(fs.readFileSync(source));
const form = await pdfjs.getDocument({ data, verbosity: 0 }).promise;
for (let number = 1; number <= form.numPages; number++) {
  const page = await form.getPage(number);
  for (const field of await page.getAnnotations()) {
    if (field.fieldName in wanted) form.annotationStorage.setValue(field.id, { value: wanted[field.fieldName] });
  }
}
fs.writeFileSync(target, await form.saveDocument());
process.exit(0);
