import type { BackupPlaces } from '../../../shared/model/backup-places.ts';
import { useText } from '../../i18n/text.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { otherFolder, type ChosenPlace } from './place.ts';

interface Props {
  readonly places: BackupPlaces;
  readonly value: ChosenPlace;
  readonly onChange: (value: ChosenPlace) => void;
}

/** In which folder a backup goes and what it is called. */
export function PlaceFields({ places, value, onChange }: Props) {
  const text = useText();
  const folder = value.folder ?? places.folders[0]?.path ?? otherFolder;
  return (
    <>
      <Field label={text('backup.folder')} help={text('backup.whereNote')}>
        {(ids) => (
          <Select
            {...ids}
            value={folder}
            options={[
              ...places.folders.map(({ kind, path }) => ({
                value: path,
                label: `${text(`backup.folder.${kind}`)} (${path})`,
              })),
              { value: otherFolder, label: text('backup.anotherFolder') },
            ]}
            onChange={(next) => {
              onChange({ ...value, folder: next });
            }}
          />
        )}
      </Field>
      {folder === otherFolder ? (
        <Field label={text('backup.folderPath')} help={text('backup.folderPathHelp')}>
          {(ids) => (
            <TextInput
              {...ids}
              dir="ltr"
              value={value.typedFolder}
              onChange={(event) => {
                onChange({ ...value, typedFolder: event.target.value });
              }}
            />
          )}
        </Field>
      ) : null}
      <Field label={text('backup.fileName')}>
        {(ids) => (
          <TextInput
            {...ids}
            dir="ltr"
            value={value.fileName ?? places.fileName}
            onChange={(event) => {
              onChange({ ...value, fileName: event.target.value });
            }}
          />
        )}
      </Field>
    </>
  );
}
