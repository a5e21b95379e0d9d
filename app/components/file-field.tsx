import { forwardRef } from 'react';
import { fileEnds, MOST_FILES } from '#app/domain/file.ts';
import { Field } from '#app/ui/field.tsx';
import { TextInput } from '#app/ui/text-input.tsx';

export interface FileFieldProps {
  onChange?: () => void;
}

/** Chooses files as every browser does, with and without JavaScript. */
export const FileField = forwardRef<HTMLInputElement, FileFieldProps>(function FileField({ onChange }, ref) {
  return (
    <Field label="Files" hint={`At most ${MOST_FILES}, each up to 10 MB: PDF, pictures, Word, Excel, text.`}>
      <TextInput ref={ref} type="file" name="file" multiple accept={fileEnds} onChange={onChange} />
    </Field>
  );
});
