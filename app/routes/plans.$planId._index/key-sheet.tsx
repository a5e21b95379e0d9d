import { Button } from '#app/ui/button.tsx';
import { Checkbox } from '#app/ui/checkbox.tsx';
import styles from './key-sheet.module.css';
import { type KeyAct, type KeyDesk, keyTable, type Stroke } from './key-table.ts';
import { PlanDialog } from './plan-dialog.tsx';
import { setSingleKeys, useSingleKeys } from './single-keys.ts';

export interface KeySheetProps {
  isSeller: boolean;
  canEdit: boolean;
  onClose: () => void;
}

/** Every key of the plan, from the table that binds them. */
export function KeySheet({ isSeller, canEdit, onClose }: KeySheetProps) {
  const singleKeys = useSingleKeys();
  const reader = { canEdit, showCommands: isSeller ? () => {} : null } as KeyDesk;
  const acts = keyTable.filter((act) => act.can?.(reader) ?? true);
  const groups = [...new Set(acts.map((act) => act.group))];
  return (
    <PlanDialog label="Keys" className={styles.dialog} onClose={onClose}>
      <div className={styles.sheet}>
        <h2>Keys</h2>
        <div className={styles.groups}>
          {groups.map((group) => (
            <section key={group}>
              <h3>{group}</h3>
              <dl>
                {acts
                  .filter((act) => act.group === group)
                  .map((act) => (
                    <Row key={act.words} act={act} />
                  ))}
              </dl>
            </section>
          ))}
        </div>
        <div className={styles.end}>
          <Checkbox
            label="Letters alone do something"
            checked={singleKeys}
            onChange={(event) => setSingleKeys(event.target.checked)}
          />
          <form method="dialog">
            <Button size="s">Close</Button>
          </form>
        </div>
      </div>
    </PlanDialog>
  );
}

const Row = ({ act }: { act: KeyAct }) => (
  <div>
    <dt>{act.words}</dt>
    <dd>
      {act.strokes.map((stroke, index) => (
        <span key={keyName(stroke)}>
          {index > 0 && ' or '}
          <kbd>{keyName(stroke)}</kbd>
        </span>
      ))}
    </dd>
  </div>
);

const signs: Record<string, string> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowRight: '→',
  Escape: 'Esc',
};

const isMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** "Ctrl Shift Z", on a Mac "Cmd Shift Z". */
function keyName({ key, mod, alt, shift }: Stroke): string {
  const name = signs[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  return [mod && (isMac() ? 'Cmd' : 'Ctrl'), alt && (isMac() ? 'Option' : 'Alt'), shift && 'Shift', name]
    .filter(Boolean)
    .join(' ');
}
